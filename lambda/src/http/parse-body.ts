import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { AppError } from '#contract/errors.ts'
import type { AppContext } from './app-context.ts'

/** A body that was read once: its value, and the hash of the very bytes that came. */
export interface ParsedBody<Value> {
  readonly value: Value
  /** SHA-256, hexadecimal. */
  readonly hash: string
}

/**
 * Reads a JSON body through a schema of the contract.
 * @throws AppError UNSUPPORTED_MEDIA_TYPE, INVALID_JSON, INVALID_REQUEST with the names of the fields, never their values
 */
export async function parseBody<Schema extends v.GenericSchema>(
  context: AppContext,
  schema: Schema,
): Promise<ParsedBody<v.InferOutput<Schema>>> {
  const mediaType = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') throw new AppError('UNSUPPORTED_MEDIA_TYPE')
  const bytes = new Uint8Array(await context.req.arrayBuffer())
  const json = readJson(bytes)
  if (Array.isArray(json)) throw new AppError('INVALID_REQUEST', { fields: ['body'] }) // a list passes for an object
  const parsed = v.safeParse(schema, json)
  if (!parsed.success) {
    const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'body')
    throw new AppError('INVALID_REQUEST', { fields: [...new Set(fields)] })
  }
  return { value: parsed.output, hash: createHash('sha256').update(bytes).digest('hex') }
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new AppError('INVALID_JSON', undefined, { cause: error })
  }
}
