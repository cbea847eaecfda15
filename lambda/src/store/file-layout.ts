import { join } from 'node:path'

/**
 * How keys lie on disk. A key is cut into pieces, each piece is one folder, the last one is the file:
 * `gallery/8229912345678-ab` becomes `gallery.d/82299.s/12.s/34.s/5678-ab.o`.
 *
 * - Every `/` ends a piece. Such a folder ends in `.d`, so that the objects `a` and `a/b` can both exist.
 * - A segment that begins with five hex digits (an id, a time) is also cut after 5, 7 and 9 code points (`.s`): these are
 *   the segments with very many siblings. Five digits of a time in milliseconds are 28 hours, nine are 10 seconds.
 * - A piece ends when its file name is long, so that every key the port allows fits into the 255 bytes of a name.
 *
 * Where a piece ends depends only on what stands before that place. So no two folders can hold keys that interleave, and
 * walking the folders in the order of the keys' text is the order of all keys.
 */
const OBJECT = '.o'
const SEGMENT = '.d'
const SHARD = '.s'

const SPREAD_SEGMENT = /^[0-9a-f]{5}/
const SPREAD_POINTS = [5, 2, 2]
/** The longest piece is one code point (12 bytes as %XX) longer than this, plus its ending. */
const LONG_NAME_BYTES = 200

export interface LayoutEntry {
  /** What the entry adds to the key: with the slash, where a segment ends. */
  readonly text: string
  readonly isObject: boolean
}

/** The file of a key, relative to the folder of the objects. The key is valid: see assertKey. */
export function pathOfKey(key: string): string {
  const segments = key.split('/')
  const last = piecesOf(segments.pop() ?? '')
  const name = last.pop() ?? ''
  return join(...segments.flatMap(foldersOfSegment), ...last.map(shardName), encodeName(name) + OBJECT)
}

/** The deepest folder that holds every key with the prefix, and the part of the prefix that leads there. */
export function folderOfPrefix(prefix: string): { path: string; text: string } {
  const segments = prefix.split('/')
  const shards = piecesOf(segments.pop() ?? '')
  const open = shards.pop() ?? ''
  const path = join('.', ...segments.flatMap(foldersOfSegment), ...shards.map(shardName))
  return { path, text: prefix.slice(0, prefix.length - open.length) }
}

/** What a name in a folder means, or undefined for one that this layout did not make. */
export function parseEntry(name: string): LayoutEntry | undefined {
  const text = decodeName(name.slice(0, -2))
  if (text === undefined) return undefined
  if (name.endsWith(OBJECT)) return { text, isObject: true }
  if (name.endsWith(SEGMENT)) return { text: `${text}/`, isObject: false }
  if (name.endsWith(SHARD)) return { text, isObject: false }
  return undefined
}

function foldersOfSegment(segment: string): string[] {
  const pieces = piecesOf(segment)
  const last = pieces.pop() ?? ''
  return [...pieces.map(shardName), encodeName(last) + SEGMENT]
}

/** At least one piece; the last one may be empty, and all before it are shards. */
function piecesOf(segment: string): string[] {
  const points = Array.from(segment)
  const pieces: string[] = []
  let start = 0
  for (const width of SPREAD_SEGMENT.test(segment) ? SPREAD_POINTS : []) {
    if (points.length < start + width) break
    pieces.push(points.slice(start, start + width).join(''))
    start += width
  }
  let piece = ''
  let bytes = 0
  for (const point of points.slice(start)) {
    piece += point
    bytes += encodeName(point).length
    if (bytes < LONG_NAME_BYTES) continue
    pieces.push(piece)
    piece = ''
    bytes = 0
  }
  return [...pieces, piece]
}

function shardName(piece: string): string {
  return encodeName(piece) + SHARD
}

/**
 * Without dots no text reads as `..` or as an ending; without capitals, `a` and `A` are two files on macOS too.
 */
function encodeName(text: string): string {
  const escapeOne = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(text).replaceAll(/%..|[.*A-Z]/g, (found) => (found.length === 1 ? escapeOne(found) : found))
}

function decodeName(name: string): string | undefined {
  try {
    return decodeURIComponent(name)
  } catch {
    // Not one of ours: somebody put a file there by hand.
    return undefined
  }
}
