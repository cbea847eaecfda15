import * as v from 'valibot'

/** Any RFC 9562 UUID in lower case: version 1 to 8, variant 8 to b. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A job id in its one canonical form; upper case is accepted and lowered, so that one id never has two spellings. */
export const JobId = v.pipe(v.string(), v.toLowerCase(), v.regex(UUID))

/** Parses a job id, or answers undefined. */
export function parseJobId(text: string): string | undefined {
  const parsed = v.safeParse(JobId, text)
  return parsed.success ? parsed.output : undefined
}

/**
 * A new job id: a UUIDv7 (RFC 9562, section 5.7), whose first 48 bits are the clock.
 * @param nowMs milliseconds since the epoch
 * @param random fills the given bytes, for example `crypto.getRandomValues`
 */
export function mintJobId(nowMs: number, random: (bytes: Uint8Array<ArrayBuffer>) => unknown): string {
  const bytes = new Uint8Array(16)
  random(bytes)
  let time = nowMs
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = 0x70 | (byteAt(bytes, 6) & 0x0f)
  bytes[8] = 0x80 | (byteAt(bytes, 8) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}

/** The form of a model id that stands in keys, addresses and run ids: every character outside [a-z0-9.-] becomes "-". */
export function safeModelId(modelId: string): string {
  return modelId.toLowerCase().replace(/[^a-z0-9.-]/g, '-')
}

/** The id of one attempt at one model: `{model}` for the first, `{model}~{n}` from the second on. */
export function runId(modelId: string, attempt: number): string {
  return attempt === 1 ? safeModelId(modelId) : `${safeModelId(modelId)}~${attempt}`
}

const RUN = /^([a-z0-9][a-z0-9.-]*)(?:~([2-9]|[1-9][0-9]))?$/

/** The safe model id and attempt of a run id, or undefined where the text is none. */
export function parseRunId(run: string): { safeModel: string; attempt: number } | undefined {
  const match = RUN.exec(run)
  const safeModel = match?.[1]
  if (safeModel === undefined) return undefined
  return { safeModel, attempt: match?.[2] === undefined ? 1 : Number(match[2]) }
}
