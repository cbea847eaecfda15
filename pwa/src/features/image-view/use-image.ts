import { useCallback, useEffect, useState } from 'react'
import type { RequestFailure } from '#api/answer.ts'
import type { GalleryEntry, GalleryEntryAnswer } from '#contract/gallery.ts'
import type { Result } from '#contract/job.ts'
import { useServices } from '#platform/services-context.tsx'
import { useIsOnline } from '#platform/use-is-online.ts'
import { useObservable } from '#platform/use-observable.ts'

export type CompletedResult = Extract<Result, { status: 'completed' }>

/** `away`: there is no network, and the device has nothing of it but its tile. */
export type NotLoaded = 'loading' | 'error' | 'away' | 'unknown' | 'deleted'

type Answered = { readonly state: NotLoaded } | { readonly state: 'loaded'; readonly entry: GalleryEntryAnswer }

export interface OpenedImage {
  readonly image: Answered
  /** The tile of the gallery, where this device knows it. */
  readonly known: GalleryEntry | undefined
  readonly retry: () => void
}

/** Without a network the device either has the answer, or nobody. */
const OFFLINE_WAIT_MS = 2000

/** One job of the gallery: from the server or from what the device has seen of it. */
export function useImage(jobId: string): OpenedImage {
  const { api, mintId, gallery, jobs } = useServices()
  const isOnline = useIsOnline()
  const [answered, setAnswered] = useState<Answered>({ state: 'loading' })
  const [tries, setTries] = useState(0)
  const known = useKnownEntry(jobId)
  const isKnown = known !== undefined

  const read = useCallback(
    async (signal: AbortSignal) => {
      const limit = navigator.onLine ? signal : AbortSignal.any([signal, AbortSignal.timeout(OFFLINE_WAIT_MS)])
      const answer = await api.galleryEntry(jobId, { correlationId: mintId(), signal: limit })
      if (signal.aborted) return
      if (answer.ok) {
        setAnswered({ state: 'loaded', entry: answer.value })
        // What the other models did is told by the job itself, as long as it runs too.
        jobs.open(jobId)
        return
      }
      setAnswered({ state: stateAfter(answer.failure) })
    },
    [api, jobId, mintId, jobs],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: each further try reads again
  useEffect(() => {
    const controller = new AbortController()
    // Its outcomes, failures too, are states of the dialog.
    void read(controller.signal)
    return () => controller.abort()
  }, [read, tries])

  const retry = useCallback(() => {
    setAnswered({ state: 'loading' })
    setTries((count) => count + 1)
  }, [])
  const isBack = isOnline && answered.state === 'away'
  useEffect(() => {
    if (isBack) retry()
  }, [isBack, retry])

  // A job that this device has seen was deleted elsewhere; of another one nothing is known.
  const isDeleted = answered.state === 'unknown' && isKnown
  useEffect(() => {
    // Its outcomes are states of the gallery.
    if (isDeleted) void gallery.forget(jobId)
  }, [isDeleted, gallery, jobId])
  return { image: isDeleted ? { state: 'deleted' } : answered, known, retry }
}

function stateAfter(failure: RequestFailure): 'error' | 'away' | 'unknown' {
  if (failure.kind === 'refused' && failure.error.row.status < 429) return 'unknown'
  return navigator.onLine ? 'error' : 'away'
}

/** The tile as it was first seen: it stays known here while the gallery forgets it. */
function useKnownEntry(jobId: string): GalleryEntry | undefined {
  const { items } = useObservable(useServices().gallery.state)
  const [known, setKnown] = useState<GalleryEntry>()
  const found = known ?? items.find(({ id }) => id === jobId)
  if (known === undefined && found !== undefined) setKnown(found)
  return found
}

/** What became of every model: as the job tells it, or else the pictures alone. */
export function useResults(entry: GalleryEntryAnswer): readonly Result[] {
  const { jobs } = useServices()
  const view = useObservable(jobs.state).views.get(entry.galleryId)
  return view?.knowledge === 'current' ? view.results : entry.images
}
