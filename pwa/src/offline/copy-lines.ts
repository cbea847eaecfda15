import * as v from 'valibot'

/*
 * The file that holds everything of a device: one JSON value a line, so that it can be written and read piece by piece,
 * however many pictures there are.
 */

export const COPY_FORMAT = 'pixel-prompt-copy'
export const COPY_VERSION = 1
export const COPY_TYPE = 'application/x-ndjson'

export const CopyHead = v.object({ format: v.literal(COPY_FORMAT), version: v.number(), madeAt: v.string() })

/** Each row of the database as it stands there, and each kept picture. */
export const CopyLine = v.variant('kind', [
  v.object({ kind: v.literal('setting'), key: v.string(), value: v.unknown() }),
  v.object({ kind: v.literal('prompt'), value: v.unknown() }),
  v.object({ kind: v.literal('job'), value: v.unknown() }),
  v.object({ kind: v.literal('mark'), value: v.unknown() }),
  v.object({ kind: v.literal('deletion'), value: v.unknown() }),
  v.object({ kind: v.literal('forgotten'), value: v.unknown() }),
  v.object({ kind: v.literal('template'), value: v.unknown() }),
  v.object({
    kind: v.literal('picture'),
    url: v.pipe(v.string(), v.startsWith('/images/')),
    type: v.string(),
    base64: v.string(),
  }),
])
export type CopyLine = v.InferOutput<typeof CopyLine>
