/** The bytes of a picture that were looked at, and may be kept. */
export interface SoundPicture {
  readonly body: ArrayBuffer
  readonly type: string
  /** Hexadecimal. */
  readonly sha256: string
}

/** As much of a body as tells a page from a picture. */
const HEAD_BYTES = 256

/** Whether an answer claims to be a whole picture: a sign-in page with status 200 is none, and a part of one is no whole. */
export function isPictureAnswer({ status, headers }: Response): boolean {
  return status === 200 && (headers.get('Content-Type') ?? '').startsWith('image/')
}

/**
 * Reads an answer to its end and answers its picture, or undefined where it is none: an error, a page, or a body that
 * was cut, which can come without any error.
 * @param sha256 what the server has said of the bytes, where that is known
 */
export async function readPicture(response: Response, sha256?: string): Promise<SoundPicture | undefined> {
  if (!isPictureAnswer(response)) return undefined
  const body = await response.arrayBuffer()
  const { headers } = response
  const announced = headers.get('Content-Encoding') === null ? headers.get('Content-Length') : null
  if (body.byteLength === 0 || (announced !== null && Number(announced) !== body.byteLength)) return undefined
  if (isPage(body)) return undefined
  const picture = { body, type: headers.get('Content-Type') ?? '', sha256: await hashOf(body) }
  return sha256 === undefined || sha256 === picture.sha256 ? picture : undefined
}

/** SHA-256 in hexadecimal. */
export async function hashOf(body: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function isPage(body: ArrayBuffer): boolean {
  const head = new TextDecoder().decode(body.slice(0, HEAD_BYTES))
  return /^\s*<(?:!doctype\s+html|html|head|body|script)/i.test(head)
}
