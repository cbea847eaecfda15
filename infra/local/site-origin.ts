import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { Hono } from 'hono'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { cacheControlOfSiteFile, typeOfSiteFile } from '../site-files.ts'
import { answerObject } from './answer-object.ts'
import type { OriginEnv } from './origin-env.ts'

interface SiteFile {
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
  readonly bodies: Readonly<Record<'identity' | 'br' | 'gzip', Uint8Array<ArrayBuffer>>>
}

/**
 * The built app, read and compressed once. Only files of a known type are published.
 * @param folders where two have a file of one path, the last folder's stands
 */
export async function readSite(...folders: readonly string[]): Promise<ReadonlyMap<string, SiteFile>> {
  const listed = await Promise.all(folders.map(listFiles))
  const files = new Map(listed.flat())
  return new Map(
    await Promise.all([...files].map(async ([path, file]) => [path, await readSiteFile(path, file)] as const)),
  )
}

/** Each file of a known type by its path below the folder. */
async function listFiles(folder: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const published = files.filter((file) => typeOfSiteFile(file) !== undefined)
  return published.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file])
}

async function readSiteFile(path: string, file: string): Promise<SiteFile> {
  const body = new Uint8Array(await readFile(file))
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  return {
    type: typeOfSiteFile(path) ?? '',
    etag,
    cacheControl: cacheControlOfSiteFile(path),
    bodies: await compress(body),
  }
}

async function compress(identity: Uint8Array<ArrayBuffer>): Promise<SiteFile['bodies']> {
  const [br, gzipped] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)])
  return { identity, br: new Uint8Array(br), gzip: new Uint8Array(gzipped) }
}

const NOT_FOUND = { 'Cache-Control': 'no-store' }

/**
 * The app's files, and the pages for previews of links, which the worker writes. Which address stands for the app's one
 * page is decided before, at the edge.
 */
export function createSiteOrigin(site: ReadonlyMap<string, SiteFile>, store: ObjectStore): Hono<OriginEnv> {
  const origin = new Hono<OriginEnv>()
  origin.get('/share/*', async (context) => {
    const page = await store.get(`site${context.req.path}`)
    if (page === undefined) return context.body(null, 404, NOT_FOUND)
    return answerObject(context, page)
  })
  origin.get('*', (context) => {
    const file = site.get(context.req.path)
    if (file === undefined) return context.body(null, 404, NOT_FOUND)
    const { type, etag, cacheControl, bodies } = file
    const encoding = chooseEncoding(context.req.header('Accept-Encoding') ?? '')
    const headers = {
      'Content-Type': type,
      'Cache-Control': cacheControl,
      ETag: etag,
      Vary: 'Accept-Encoding',
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    }
    if (context.req.header('If-None-Match') === etag) return context.body(null, 304, headers)
    return context.body(bodies[encoding], 200, headers)
  })
  return origin
}

function chooseEncoding(accepted: string): 'identity' | 'br' | 'gzip' {
  const names = accepted.split(',').map((item) => item.split(';')[0]?.trim())
  if (names.includes('br')) return 'br'
  return names.includes('gzip') ? 'gzip' : 'identity'
}
