import type { Api } from '#api/api.ts'
import type { Marks } from './gallery-marks.ts'
import type { Pictures } from './pictures.ts'

interface KeepTools {
  readonly pictures: Pick<Pictures, 'pinJob' | 'keepJobOffline'>
  readonly api: Pick<Api, 'galleryEntry'>
  readonly mintId: () => string
  /** Of so many jobs not all pictures are on the device, though they were asked for. */
  readonly onIncomplete: (jobs: number) => void
}

/** What the marks of jobs mean for their pictures on this device. */
export function createKeepMarked({ pictures, api, mintId, onIncomplete }: KeepTools) {
  async function isKept(id: string): Promise<boolean> {
    const answer = await api.galleryEntry(id, { correlationId: mintId() })
    const images = answer.ok ? answer.value.images : []
    // Without a network the job has its pin all the same, so that what is here stays.
    const found = images.flatMap((result) => (result.status === 'completed' ? [result.image] : []))
    return (await pictures.keepJobOffline(id, found)) === 'kept' && answer.ok
  }

  async function keepOffline(ids: readonly string[]): Promise<void> {
    let missing = 0
    for (const id of ids) if (!(await isKept(id))) missing += 1
    if (missing > 0) onIncomplete(missing)
  }

  return async function keepMarked(ids: readonly string[], { isFavourite, isKeptOffline }: Partial<Marks>) {
    for (const id of ids) {
      if (isFavourite !== undefined) await pictures.pinJob(id, 'favourite', isFavourite)
      if (isKeptOffline === false) await pictures.pinJob(id, 'keep-offline', false)
    }
    if (isKeptOffline) await keepOffline(ids)
  }
}
