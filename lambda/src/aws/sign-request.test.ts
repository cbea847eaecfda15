import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import aws4 from 'aws4'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../tests/support/seeded-random.ts'
import { type SignableRequest, signRequest } from './sign-request.ts'

const MODELS = [
  'stability.sd3-5-large-v1:0',
  'stability.stable-image-ultra-v1:1',
  'amazon.nova-canvas-v1:0',
  'us.amazon.nova-2-lite-v1:0',
]
const REGIONS = ['us-west-2', 'us-east-1', 'eu-central-1']
const PROMPTS = ['a lighthouse', 'ein Leuchtturm bei Dämmerung 🏮', 'a "quoted" \\ prompt\nin two lines', '']

/** Requests as they are sent: every kind of path, body, region, day and credential, mixed by chance that is always the same. */
const cases = Array.from({ length: 24 }, (_, index): SignableRequest => {
  const random = seededRandom(index + 1)
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value // never empty
  const region = pick(REGIONS)
  const path = `/model/${encodeURIComponent(pick(MODELS))}/${pick(['invoke', 'converse'])}`
  return {
    method: 'POST',
    url: `https://bedrock-runtime.${region}.amazonaws.com${path}`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ prompt: pick(PROMPTS), seed: Math.floor(random() * 1000) }),
    service: 'bedrock',
    region,
    credentials: {
      accessKeyId: `AKIDEXAMPLE${index}`,
      secretAccessKey: `wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLE${index}`,
      ...(random() < 0.5 && { sessionToken: `token//with+signs==${index}` }),
    },
    nowMs: Date.UTC(
      2026,
      Math.floor(random() * 12),
      1 + Math.floor(random() * 28),
      Math.floor(random() * 24),
      7,
      9,
      450,
    ),
  }
})

const titled = cases.map((each) => [`${new URL(each.url).pathname} in ${each.region}`, each] as const)

describe('the signature of a request', () => {
  it.each(titled)('equals that of aws4: %s', async (_title, request) => {
    const { host, pathname } = new URL(request.url)
    const { method, headers, body, service, region, credentials, nowMs } = request
    const date = new Date(nowMs).toISOString().replace(/[:-]|\.\d{3}/g, '')
    const other = aws4.sign(
      {
        ...{ method, host, path: pathname, body, service, region, headers: { ...headers, 'X-Amz-Date': date } },
        extraHeadersToIgnore: { 'content-type': true, 'content-length': true }, // set by fetch, and left out of ours
      },
      credentials,
    )
    expect((await signRequest(request)).authorization).toBe(other.headers.Authorization)
  })

  it.each(titled)("equals that of AWS's own signer: %s", async (_title, request) => {
    const { host, pathname, protocol } = new URL(request.url)
    const { method, headers, body, service, region, credentials, nowMs } = request
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, applyChecksum: false })
    const other = await signer.sign(
      { method, protocol, hostname: host, path: pathname, headers: { ...headers, host }, body },
      { signingDate: new Date(nowMs), unsignableHeaders: new Set(['content-type']) },
    )
    expect((await signRequest(request)).authorization).toBe(other.headers.authorization)
  })

  it('carries the token of a session and the given headers, and no host', async () => {
    const request = cases.find((each) => each.credentials.sessionToken !== undefined)
    if (request === undefined) throw new Error('chance has made no case with a token')
    const signed = await signRequest(request)
    expect(signed['x-amz-security-token']).toBe(request.credentials.sessionToken)
    expect(signed['content-type']).toBe('application/json')
    expect(signed).not.toHaveProperty('host')
  })
})
