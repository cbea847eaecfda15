import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { wordsOf } from '#offline/fold-text.ts'
import type { PastPrompt } from '#offline/past-prompt.ts'
import { useServices } from '#platform/services-context.tsx'
import { ideaTexts } from '#ui/texts/ideas.ts'
import { offerUndo } from './offer-undo.ts'

/** Rows that are shown before the others are read: more than a screen of them. */
const FIRST_ROWS = 200

interface History {
  /** Undefined until it is read; `unread` where it cannot be. */
  readonly all: readonly PastPrompt[] | 'unread' | undefined
  /** What the search has found of all. */
  readonly found: readonly PastPrompt[]
  readonly read: () => Promise<void>
  /** Takes a prompt out, or all, with a word and a way back. Answers whether it could. */
  readonly forget: (past: PastPrompt | 'all') => Promise<boolean>
}

/** The history as the panel shows it, found by words. */
export function useHistory(query: string): History {
  const services = useServices()
  const { device, announce, reportError } = services
  const [all, setAll] = useState<History['all']>()

  const newest = useRef(0)
  const isReading = useRef(false)

  const read = useCallback(async () => {
    newest.current += 1
    const reading = newest.current
    isReading.current = true
    try {
      const history = await device.openHistory()
      for (const most of [FIRST_ROWS, undefined]) {
        const prompts = await history.read(most)
        // What was read before something was taken out is old.
        if (reading === newest.current) setAll(prompts)
      }
    } catch (error) {
      reportError({ error, where: 'history' })
      setAll('unread')
    } finally {
      if (reading === newest.current) isReading.current = false
    }
  }, [device, reportError])
  useEffect(() => {
    // What fails is a state of the panel.
    void read()
  }, [read])

  const found = useMemo(() => {
    if (all === undefined || all === 'unread') return []
    const wanted = wordsOf(query)
    return wanted.length === 0 ? all : all.filter(({ key }) => wanted.every((word) => key.includes(word)))
  }, [all, query])

  async function forget(past: PastPrompt | 'all'): Promise<boolean> {
    try {
      const history = await device.openHistory()
      const prompts = past === 'all' ? await history.read() : [past]
      const undo = await history.forget(prompts)
      const gone = new Set(prompts.map(({ key }) => key))
      setAll((before) => (Array.isArray(before) ? before.filter(({ key }) => !gone.has(key)) : before))
      offerUndo(services, {
        text: past === 'all' ? ideaTexts.history.cleared(prompts.length) : ideaTexts.history.removed,
        undone: ideaTexts.history.back,
        undo: () => undo().then(read),
      })
      // What is shown is right already, but a reading that is under way would bring the old list.
      if (isReading.current) void read()
      return true
    } catch (error) {
      reportError({ error, where: 'history' })
      announce(ideaTexts.notKept)
      return false
    }
  }

  return { all, found, read, forget }
}
