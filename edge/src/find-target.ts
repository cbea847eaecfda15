import { imageKey } from './image-key.ts'
import { isPreviewBot } from './is-preview-bot.ts'
import { JOB_FOLDERS, JOB_ID, SCREENS, SHARED_FOLDER } from './known-paths.ts'

const APP = '/index.html'
const DAY_FILE = /^\/index\/\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\.json$/
/** A name with a dot in it, in folders whose names do not begin with one. */
const SITE_FILE = /^\/(?:[\w~-][\w.~-]*\/)*[\w~-][\w.~-]*\.[A-Za-z0-9]+$/
/** Links may have been typed: an id in upper case is the same id. */
const WHOLE_JOB_ID = new RegExp(`^${JOB_ID}$`, 'i')

export interface Asked {
  readonly uri: string
  readonly accept: string
  readonly userAgent: string
}

/** What the origin is asked for in place of an address, or undefined for an address that stands for nothing. */
export function findTarget(asked: Asked): string | undefined {
  const uri = asked.uri
  if (uri.startsWith('/images/')) {
    const key = imageKey(uri, asked.accept)
    return key === undefined ? undefined : `/${key}`
  }
  if (uri.startsWith('/index/')) return DAY_FILE.test(uri) ? uri : undefined
  if (isScreen(uri)) {
    const isShared = uri.startsWith(SHARED_FOLDER) && isPreviewBot(asked.userAgent)
    return isShared ? `/share/${uri.slice(SHARED_FOLDER.length).toLowerCase()}.html` : APP
  }
  return SITE_FILE.test(uri) ? uri : undefined
}

export function isScreen(uri: string): boolean {
  if (SCREENS.includes(uri)) return true
  const folder = JOB_FOLDERS.find((known) => uri.startsWith(known))
  return folder !== undefined && WHOLE_JOB_ID.test(uri.slice(folder.length))
}
