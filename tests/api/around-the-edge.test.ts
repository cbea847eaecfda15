import { handle } from 'hono/aws-lambda'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ErrorAnswer } from '#contract/error-answer.ts'
import { HEADERS, pathOfJob, ROUTES } from '#contract/routes.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'
import { createApp } from '../../lambda/src/http/app.ts'
import { ORIGIN_SECRET_HEADER } from '../../lambda/src/http/from-edge-only.ts'
import { VIEWER_ADDRESS_HEADER, viewerAddress } from '../../lambda/src/http/viewer-address.ts'
import { toLambdaContext, toPayloadV2 } from '../support/payload-v2.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

const JOB = '0190a8b5-0000-7000-8000-0000000000ee'
const OLD = 'o'.repeat(32)
const NEW = 'n'.repeat(32)

let api: TestApi
beforeAll(async () => {
  api = await startApi({ environment: { LIMIT_LOG_PER_HOUR: '1' } })
})
afterAll(() => api.close())

const appWith = (originSecrets: readonly string[]) => {
  return createApp({ ...api.services, clientAddress: viewerAddress, originSecrets })
}
const proof = (secret: string) => ({ headers: { [ORIGIN_SECRET_HEADER]: secret } })

describe('the API behind the edge', () => {
  it.each(Object.values(ROUTES))('refuses $method $path without the secret', async ({ method, path }) => {
    const answer = await appWith([NEW]).request(pathOfJob({ path }, JOB), { method })
    expect(answer.status).toBe(403)
    expect(answer.headers.get(HEADERS.marker)).toBe('1')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const { error, message, correlationId } = v.parse(ErrorAnswer, await answer.json())
    expect(error).toBe('NOT_THROUGH_THE_SITE')
    expect(message).toBe(USER_MESSAGES.NOT_THROUGH_THE_SITE)
    expect(correlationId).toBe(answer.headers.get(HEADERS.correlationId))
  })

  it('refuses an address that does not exist, and one that is unknown, alike', async () => {
    const [known, unknown] = await Promise.all(
      ['/api/models', '/api/nothing'].map((path) => appWith([NEW]).request(path)),
    )
    expect([known?.status, unknown?.status]).toEqual([403, 403])
  })

  it.each([
    ['nothing', ''],
    ['another one', 'x'.repeat(32)],
    ['its beginning', NEW.slice(0, -1)],
    ['more than it', `${NEW}n`],
    ['both with a comma, as they are set', `${OLD},${NEW}`],
  ])('refuses %s in the place of the secret', async (_name, sent) => {
    expect((await appWith([OLD, NEW]).request('/api/models', proof(sent))).status).toBe(403)
  })

  it('takes either secret while they change', async () => {
    for (const secret of [OLD, NEW]) {
      expect((await appWith([OLD, NEW]).request('/api/models', proof(secret))).status).toBe(200)
    }
    expect((await appWith([NEW]).request('/api/models', proof(OLD))).status).toBe(403)
  })

  it('takes nothing where there is no secret to match', async () => {
    expect((await appWith([]).request('/api/models', proof(''))).status).toBe(403)
  })

  it('asks nobody for a secret where there is no way around it', async () => {
    expect((await createApp({ ...api.services, clientAddress: viewerAddress }).request('/api/models')).status).toBe(200)
  })
})

describe('whose call it is, in Lambda', () => {
  const log = (headers: Record<string, string>) => {
    return toPayloadV2(new Request('https://api.example/api/log', post({ level: 'INFO', message: 'hello' }, headers)))
  }
  const call = async (headers: Record<string, string>) => {
    const lambda = handle(appWith([NEW]))
    return (await lambda(await log(headers), toLambdaContext())).statusCode
  }

  it('is told by the edge, and not by who opened the connection', async () => {
    const through = (address: string) => call({ [ORIGIN_SECRET_HEADER]: NEW, [VIEWER_ADDRESS_HEADER]: address })
    expect(await through('203.0.113.7')).toBe(200)
    expect(await through('203.0.113.7')).toBe(429)
    expect(await through('203.0.113.8')).toBe(200)
  })

  it('cannot be chosen by a client that goes around the edge', async () => {
    expect(await call({ [VIEWER_ADDRESS_HEADER]: '203.0.113.9' })).toBe(403)
    expect(await call({ [VIEWER_ADDRESS_HEADER]: '203.0.113.9', [ORIGIN_SECRET_HEADER]: 'guessed' })).toBe(403)
  })
})
