import * as v from 'valibot'
import { foldText } from './fold-text.ts'

/** The version of the record's shape. One of a newer version is left as it is. */
const RECORD_VERSION = 1

/** A prompt that its writer has taken out of the history, as it stands in IndexedDB. Its jobs keep their text. */
export const ForgottenPrompt = v.object({
  schemaV: v.literal(RECORD_VERSION),
  /** Stands for the folded text, so that no second copy of what should be forgotten is made. */
  id: v.string(),
  /** Milliseconds. Sent again later, it is in the history again. */
  until: v.number(),
})
export type ForgottenPrompt = v.InferOutput<typeof ForgottenPrompt>

export function forgottenPrompt(key: string, until: number): ForgottenPrompt {
  return { schemaV: RECORD_VERSION, id: idOf(key), until }
}

/** What makes two texts one prompt: the same words, whatever their case, marks and spaces. */
export function promptKey(prompt: string): string {
  return foldText(prompt).replace(/\s+/g, ' ').trim()
}

/** 53 bits of the text (cyrb53): crypto.subtle is not there on plain http addresses, and nothing here is a secret. */
export function idOf(key: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}
