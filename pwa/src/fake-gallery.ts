import { ERRORS, type ErrorCode } from '#contract/errors.ts'
import type { GalleryEntry, GalleryListAnswer } from '#contract/gallery.ts'
import type { DayFile, GalleryIndexAnswer, IndexEntry } from '#contract/gallery-index.ts'
import { HEADERS } from '#contract/routes.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'

/** The part of a fake server that is asked about the gallery. */
interface GalleryServer extends FakeGallery {
  galleries: GalleryEntry[]
  readonly jobs: Map<string, unknown>
}

interface GalleryRequest {
  readonly method: string
  readonly path: string
  readonly headers: Headers
}

/** What a fake server has of the gallery, beside its list. */
export interface FakeGallery {
  /** The files of the sealed days. */
  readonly dayFiles: Map<string, DayFile>
  /** Ids of deleted jobs, the latest first. */
  readonly deleted: string[]
  /** Jobs as they are since their day was sealed, the latest change first. */
  readonly late: IndexEntry[]
  /** Deletions and late jobs that one answer holds. */
  changesPerAnswer: number
  /** Jobs that another device has sent. */
  readonly foreignJobs: Set<string>
  /** The server's clock, milliseconds. */
  clock: number
  /** Writes the file of a day, from what is listed of it. */
  readonly seal: (day: string) => void
}

const DEFAULT_LIMIT = 24

export function createFakeGallery(): FakeGallery & ThisType<GalleryServer> {
  return {
    dayFiles: new Map(),
    deleted: [],
    late: [],
    changesPerAnswer: 1000,
    foreignJobs: new Set(),
    clock: Date.parse('2026-11-24T12:00:00Z'),
    seal(day) {
      this.dayFiles.set(day, { day, entries: this.galleries.filter(({ timestamp }) => timestamp.startsWith(day)) })
    },
  }
}

/** The gallery's part of the API: its list page by page, its index, its day files, and deletion. */
export function answerGallery(server: GalleryServer, { method, path, headers }: GalleryRequest): Response | undefined {
  const { pathname, searchParams } = new URL(path, 'http://fake')
  if (pathname === '/api/gallery/list') return dated(server, listPage(server.galleries, searchParams))
  if (pathname === '/api/gallery/index') return dated(server, indexAnswer(server, searchParams))
  const day = /^\/index\/(.*)\.json$/.exec(pathname)?.[1]
  if (day !== undefined) return fileAnswer(server.dayFiles.get(day))
  const [, id] = /^\/api\/gallery\/([^/]+)$/.exec(pathname) ?? []
  if (method !== 'DELETE' || id === undefined) return undefined
  return deleteJob(server, id, headers)
}

function dated({ clock }: GalleryServer, body: unknown): Response {
  return Response.json(body, { headers: { [HEADERS.marker]: '1', Date: new Date(clock).toUTCString() } })
}

function listPage(galleries: readonly GalleryEntry[], query: URLSearchParams): GalleryListAnswer {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT)
  const cursor = query.get('cursor') ?? ''
  const rest = cursor === '' ? galleries : galleries.filter((entry) => placeOf(entry) > cursor)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return { galleries: page, ...(rest.length > limit && last !== undefined && { nextCursor: placeOf(last) }) }
}

/** As the server's keys are: the time counted backwards, then the id. */
function placeOf({ timestamp, id }: GalleryEntry): string {
  return `${9_999_999_999_999 - Date.parse(timestamp)}-${id}`
}

function indexAnswer(server: GalleryServer, query: URLSearchParams): GalleryIndexAnswer {
  const { dayFiles, deleted, late, changesPerAnswer } = server
  const since = query.get('since')
  const known = since === null ? -1 : deleted.indexOf(since)
  const told = known === -1 ? deleted : deleted.slice(0, known)
  const from = Number(query.get('before') ?? 0)
  const end = from + changesPerAnswer
  const [latest] = deleted
  return {
    days: [...dayFiles.keys()].sort().reverse(),
    deleted: told.slice(from, end),
    late: late.slice(from, end),
    ...(latest !== undefined && { deletedCursor: latest }),
    ...(end < Math.max(told.length, late.length) && { next: String(end) }),
  }
}

/** Files come from a store of files: without the marker of the API. */
function fileAnswer(file: DayFile | undefined): Response {
  return file === undefined ? new Response('<Error/>', { status: 404 }) : Response.json(file)
}

function deleteJob(server: GalleryServer, id: string, headers: Headers): Response {
  if (server.foreignJobs.has(id) || !headers.has('Authorization')) return refusal('FORBIDDEN')
  if (server.deleted.includes(id)) return refusal('JOB_NOT_FOUND')
  server.galleries = server.galleries.filter((entry) => entry.id !== id)
  server.jobs.delete(id)
  server.deleted.unshift(id)
  return new Response(null, { status: 204, headers: { [HEADERS.marker]: '1' } })
}

function refusal(code: ErrorCode): Response {
  const { status } = ERRORS[code]
  const message = USER_MESSAGES[code]
  const headers = { [HEADERS.marker]: '1' }
  return Response.json({ error: code, message, correlationId: 'server-1' }, { status, headers })
}
