import * as v from 'valibot'
import { downloadImage, type ImageDownload } from './download-image.ts'
import type { ImageOutcome } from './image-model.ts'
import type { ProviderCall } from './provider-context.ts'
import { base64Outcome, type PictureDetails, pictureOutcome } from './provider-outcome.ts'

const Text = v.fallback(v.optional(v.string()), undefined)

/** One picture of an answer in OpenAI's form, which others speak too. */
export const OpenAiPicture = v.object({ b64_json: Text, url: Text, revised_prompt: Text })
export type OpenAiPicture = v.InferOutput<typeof OpenAiPicture>

interface Found extends Omit<ImageDownload, 'url'> {
  readonly picture: OpenAiPicture | undefined
  readonly details?: PictureDetails
}

/** The picture, whichever way it comes: in base64 or behind an address. Undefined: there is none. */
export async function openAiPicture(call: ProviderCall, found: Found): Promise<ImageOutcome | undefined> {
  const { picture, details, ...from } = found
  const { b64_json: base64, url, revised_prompt: revisedPrompt } = picture ?? {}
  const facts = { ...details, revisedPrompt: revisedPrompt || undefined }
  if (base64) return base64Outcome(call, base64, facts)
  if (!url) return undefined
  const download = await downloadImage(call, { url, ...from })
  return download.status === 'downloaded' ? pictureOutcome(call, download.bytes, facts) : download
}
