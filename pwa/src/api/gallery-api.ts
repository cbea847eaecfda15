import * as v from 'valibot'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { DayFile, dayFilePath, GalleryIndexAnswer } from '#contract/gallery-index.ts'
import { pathOfJob, ROUTES } from '#contract/routes.ts'
import type { Answer } from './answer.ts'
import type { Call } from './outbox-calls.ts'
import { type RequestTools, request } from './request.ts'

/** What of the API only the gallery calls, so that the first screen is loaded without it. */
export interface GalleryApi {
  /** A page of the list with so many entries, from the newest or after a cursor. */
  readonly galleryList: (
    page: { readonly cursor?: string | undefined; readonly limit: number },
    call: Call,
  ) => Promise<Answer<GalleryListAnswer>>
  /**
   * Where the whole gallery can be read from, and what has changed in it since the cursor of an earlier round.
   * @param place `before` goes on where the last answer has ended
   */
  readonly galleryIndex: (
    place: { readonly since?: string | undefined; readonly before?: string },
    call: Call,
  ) => Promise<Answer<GalleryIndexAnswer>>
  /** The file of a sealed day. It names its day, so that no other page can pose as one. Asked for once. */
  readonly dayFile: (day: string, call: Call) => Promise<Answer<DayFile>>
  /** Deletes a job; allowed with the key that it was sent with. Asked for once: who deletes has a schedule of its own. */
  readonly deleteJob: (jobId: string, ownerKey: string, call: Call) => Promise<Answer<unknown>>
}

export function createGalleryApi(tools: RequestTools): GalleryApi {
  return {
    galleryList({ cursor, limit }, call) {
      const { method, path } = ROUTES.galleryList
      const query = new URLSearchParams({ limit: String(limit), ...(cursor !== undefined && { cursor }) })
      return request(tools, { method, path: `${path}?${query}`, schema: GalleryListAnswer, cache: 'no-cache', ...call })
    },
    galleryIndex({ since, before }, call) {
      const { method, path } = ROUTES.galleryIndex
      const places = { ...(since !== undefined && { since }), ...(before !== undefined && { before }) }
      const query = new URLSearchParams(places).toString()
      return request(tools, {
        method,
        path: query === '' ? path : `${path}?${query}`,
        schema: GalleryIndexAnswer,
        cache: 'no-cache',
        ...call,
      })
    },
    async dayFile(day, call) {
      const asFile = { isFile: true, cache: 'no-cache', repeat: 'never' } as const
      const answer = await request(tools, {
        method: 'GET',
        path: dayFilePath(day),
        schema: DayFile,
        ...asFile,
        ...call,
      })
      if (!answer.ok || answer.value.day === day) return answer
      return { ok: false, failure: { kind: 'foreign', status: 200, correlationId: call.correlationId } }
    },
    deleteJob(jobId, ownerKey, call) {
      const path = pathOfJob(ROUTES.galleryDelete, jobId)
      const headers = { Authorization: `Bearer ${ownerKey}` }
      return request(tools, { method: ROUTES.galleryDelete.method, path, schema: v.unknown(), headers, ...call })
    },
  }
}
