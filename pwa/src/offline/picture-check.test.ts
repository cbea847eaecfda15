import { describe, expect, it } from 'vitest'
import { hashOf, readPicture } from './picture-check.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const answer = (body: BodyInit | null, init: ResponseInit = {}) =>
  new Response(body, { headers: { 'Content-Type': 'image/avif' }, ...init })

describe('what comes back for a picture', () => {
  it('is read with its type and its hash', async () => {
    const picture = await readPicture(answer(bytes('a picture')))
    expect(picture).toMatchObject({ type: 'image/avif', sha256: await hashOf(bytes('a picture').buffer) })
    expect(picture?.body.byteLength).toBe(9)
    expect(await hashOf(bytes('abc').buffer)).toMatch(/^ba7816bf8f01cfea/)
  })

  it('is taken where it is as long as was announced, and where the length was that of a packed body', async () => {
    const headers = { 'Content-Type': 'image/avif', 'Content-Length': '9' }
    expect(await readPicture(answer(bytes('a picture'), { headers }))).toBeDefined()
    const packed = { ...headers, 'Content-Length': '4', 'Content-Encoding': 'gzip' }
    expect(await readPicture(answer(bytes('a picture'), { headers: packed }))).toBeDefined()
  })

  it.each<[string, Response]>([
    ['nothing', answer(null)],
    ['a part', answer(bytes('a pic'), { status: 206, headers: { 'Content-Type': 'image/avif' } })],
    ['a missing one', answer(bytes('no'), { status: 404, headers: { 'Content-Type': 'image/avif' } })],
    ['a refusal', answer(bytes('no'), { status: 403, headers: { 'Content-Type': 'image/avif' } })],
    ['an error', answer(bytes('no'), { status: 500, headers: { 'Content-Type': 'image/avif' } })],
    ['an answer that may not be looked into', Response.error()],
    ['a page', answer('<html>Sign in</html>', { headers: { 'Content-Type': 'text/html' } })],
    ['a page that calls itself a picture', answer(bytes('\n<!DOCTYPE html><title>Sign in</title>'))],
    ['no type', answer(bytes('a picture'), { headers: {} })],
    [
      'a body that was cut',
      answer(bytes('a pic'), { headers: { 'Content-Type': 'image/avif', 'Content-Length': '9' } }),
    ],
  ])('is not kept where it is %s', async (_what, response) => {
    expect(await readPicture(response)).toBeUndefined()
  })

  it('is not kept where its hash is another than the server has told', async () => {
    const told = await hashOf(bytes('a picture').buffer)
    expect(await readPicture(answer(bytes('a picture')), told)).toBeDefined()
    expect(await readPicture(answer(bytes('a picturE')), told)).toBeUndefined()
  })
})
