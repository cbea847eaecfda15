import { useEffect, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import { readOriginal } from '#platform/read-original.ts'
import { saveBlob } from '#platform/save-file.ts'
import { useServices } from '#platform/services-context.tsx'
import { type MadeZip, makeZip } from './make-zip.ts'
import { readThumbnail } from './read-thumbnail.ts'

export type ZipState =
  | { readonly state: 'making'; readonly done: number; readonly total: number }
  | { readonly state: 'saved' | 'nothing'; readonly made: MadeZip }
  | { readonly state: 'broken' }

/** Makes the zip as soon as it is asked for, and saves it; taking the dialog away calls it off. */
export function useZip(entries: readonly GalleryEntry[]): ZipState {
  const { api, mintId, now, reportError } = useServices()
  const [zip, setZip] = useState<ZipState>({ state: 'making', done: 0, total: entries.length })

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    async function make(): Promise<void> {
      const made = await makeZip(entries, {
        readEntry: (id) => api.galleryEntry(id, { correlationId: mintId(), signal }),
        readOriginal: (image) => readOriginal(image, { signal }),
        readThumbnail: (jobId, image) => readThumbnail(jobId, image, signal),
        ...{ now: now(), signal },
        onProgress: (done, total) => setZip({ state: 'making', done, total }),
      })
      signal.throwIfAborted()
      if (made.zip !== undefined) saveBlob(made.zip, `pixel-prompt-${new Date(now()).toISOString().slice(0, 10)}.zip`)
      setZip({ state: made.zip === undefined ? 'nothing' : 'saved', made })
    }
    make().catch((error: unknown) => {
      if (signal.aborted) return
      setZip({ state: 'broken' })
      return reportError({ error, where: 'zip', level: 'ERROR' })
    })
    return () => controller.abort()
  }, [entries, api, mintId, now, reportError])
  return zip
}
