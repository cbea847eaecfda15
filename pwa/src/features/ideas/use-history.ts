import { useCallback, useEffect, useMemo, useState } from 'react'
import { wordsOf } from '#offline/fold-text.ts'
import type { PastPrompt } from '#offline/past-prompt.ts'
import { useServices } from '#platform/services-context.tsx'
import { ideaTexts } from '#ui/texts/ideas.ts'
import { offerUndo } from './offer-undo.ts'

interface History {
  /** Undefined until it is read; `unread` where it cannot be. */
  readonly all: readonly PastPrompt[] | 'unread' | undefined
  /** What the search has found of all. */
  readonly found: readonly PastPrompt[]
  readonly read: () => Promise<void>
  /** Takes prompts out, with a word and a way back. Answers whether it could. */
  readonly forget: (prompts: readonly PastPrompt[], told: string) => Promise<boolean>
}

/** The history as the panel shows it, found by words. */
export function useHistory(query: string): History {
  const services = useServices()
  const { device, announce, reportError } = services
  const [all, setAll] = useState<History['all']>()

  const read = useCallback(async () => {
    try {
      setAll(await (await device.openHistory()).read())
    } catch (error) {
      reportError({ error, where: 'history' })
      setAll('unread')
    }
  }, [device, reportError])
  useEffect(() => {
    // What fails is a state of the panel.
    void read()
  }, [read])

  const found = useMemo(() => {
    if (all === undefined || all === 'unread') return []
    const words = wordsOf(query)
    return words.length === 0 ? all : all.filter(({ key }) => words.every((word) => key.includes(word)))
  }, [all, query])

  async function forget(prompts: readonly PastPrompt[], told: string): Promise<boolean> {
    try {
      const undo = await (await device.openHistory()).forget(prompts)
      const gone = new Set(prompts)
      setAll((before) => (Array.isArray(before) ? before.filter((each) => !gone.has(each)) : before))
      offerUndo(services, {
        text: told,
        undone: ideaTexts.history.back,
        undo: () => undo().then(read),
      })
      return true
    } catch (error) {
      reportError({ error, where: 'history' })
      announce(ideaTexts.notKept)
      return false
    }
  }

  return { all, found, read, forget }
}
