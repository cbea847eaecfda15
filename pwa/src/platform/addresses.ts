import { parseJobId } from '#contract/ids.ts'

/** Every address of the app. The router, the front door and the edge function are held to this one list. */
export const ADDRESSES = {
  create: '/',
  job: '/j/:jobId',
  gallery: '/gallery',
  image: '/g/:jobId',
  outbox: '/outbox',
  settings: '/settings',
} as const

export type Place =
  | { readonly screen: 'create' }
  | { readonly screen: 'job'; readonly jobId: string }
  | { readonly screen: 'gallery'; readonly jobId?: string }
  | { readonly screen: 'outbox' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'nowhere' }

/** Which screen an address means. */
export function placeOf(path: string): Place {
  if (path === ADDRESSES.create) return { screen: 'create' }
  if (path === ADDRESSES.gallery) return { screen: 'gallery' }
  if (path === ADDRESSES.outbox) return { screen: 'outbox' }
  if (path === ADDRESSES.settings) return { screen: 'settings' }
  const [, folder, id, rest] = path.split('/')
  if (id === undefined || id === '' || rest !== undefined) return { screen: 'nowhere' }
  // An id that is none is handed on as it is: its screen says that there is no such job.
  const jobId = parseJobId(id) ?? id
  if (folder === 'j') return { screen: 'job', jobId }
  if (folder === 'g') return { screen: 'gallery', jobId }
  return { screen: 'nowhere' }
}

export function addressOfJob(jobId: string): string {
  return ADDRESSES.job.replace(':jobId', jobId)
}

export function addressOfImage(jobId: string): string {
  return ADDRESSES.image.replace(':jobId', jobId)
}
