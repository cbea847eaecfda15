import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { type EdgeEvent, toEdgeEvent } from './edge-event.ts'

const FOLDER = fileURLToPath(new URL('vectors/', import.meta.url))

/** What the origin is asked for. */
const Passed = v.strictObject({ uri: v.string(), query: v.optional(v.string()), address: v.optional(v.string()) })
/** What the edge answers by itself. */
const Answered = v.strictObject({
  status: v.number(),
  location: v.optional(v.string()),
  isPage: v.optional(v.boolean()),
})

const Vector = v.strictObject({
  name: v.string(),
  request: v.strictObject({
    method: v.optional(v.string(), 'GET'),
    uri: v.string(),
    query: v.optional(v.string()),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    address: v.optional(v.string(), '192.0.2.1'),
  }),
  result: v.union([Passed, Answered]),
})
export type Vector = v.InferOutput<typeof Vector>

const VectorFile = v.strictObject({ title: v.string(), vectors: v.array(Vector) })
export type VectorFile = v.InferOutput<typeof VectorFile>

const VECTOR_JOB_ID = '0190a8b5-0000-7000-8000-000000000001'

/** All requests with what has to become of them, by topic, in the order of the files' names. */
export async function readVectors(): Promise<VectorFile[]> {
  const files = (await readdir(FOLDER)).sort()
  return Promise.all(files.map(async (file) => v.parse(VectorFile, JSON.parse(await readFile(FOLDER + file, 'utf8')))))
}

/** The text that stands for one in a vector: `{job}` is an id, `{a*9}` nine times the letter. */
export function expand(text: string): string {
  return text
    .replaceAll('{job}', VECTOR_JOB_ID)
    .replaceAll('{JOB}', VECTOR_JOB_ID.toUpperCase())
    .replaceAll(/\{(.)\*(\d+)\}/g, (_all, letter: string, times: string) => letter.repeat(Number(times)))
}

export function eventOf({ request }: Vector): EdgeEvent {
  const query = request.query === undefined ? '' : `?${expand(request.query)}`
  const { method, headers, address } = request
  return toEdgeEvent({ method, url: expand(request.uri) + query, headers: Object.entries(headers), address })
}
