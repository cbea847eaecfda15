import * as v from 'valibot'
import { HealthAnswer } from '#contract/health.ts'
import { HEADERS, ROUTES } from '#contract/routes.ts'
import { refusedTexts } from '../first-paint.ts'
import { SECURITY_HEADERS } from '../security-headers.ts'
import { differs, type Finding, findingOf } from './check.ts'
import { type Ask, createAsk, type RawAnswer } from './raw-request.ts'

const UNKNOWN_JOB = '0190a8b5-0000-7000-8000-000000000001'
const IMMUTABLE = /max-age=31536000.*immutable/

/** Headers, lifetimes and reachability, from every origin and from the edge itself. */
export async function checkAnswers(
  ask: Ask,
  { target, api }: { target: string; api: string | undefined },
): Promise<Finding[]> {
  const page = await ask({ path: '/', headers: { Accept: 'text/html' } })
  const asset = /\/assets\/[\w.-]+\.js/.exec(page.body.toString())?.[0] ?? '/assets/missing.js'
  const answers: Readonly<Record<string, RawAnswer>> = {
    'the app': page,
    'a hashed file': await ask({ path: asset, headers: { 'Accept-Encoding': 'br, gzip' } }),
    'the service worker': await ask({ path: '/sw.js' }),
    'the manifest': await ask({ path: '/manifest.webmanifest' }),
    'the API': await ask({ path: `${ROUTES.health.path}?nonce=verify` }),
    'the gallery': await ask({ path: ROUTES.galleryList.path }),
    'a picture that is not there': await ask({ path: `/images/${UNKNOWN_JOB}/sketch-poster/640` }),
    'an address that is not there': await ask({ path: '/no-such-page' }),
  }
  const of = (name: string) => answers[name]?.headers ?? {}
  const secured = Object.entries(answers).map(([name, { headers }]) => {
    const problems = Object.entries(SECURITY_HEADERS).map(([header, value]) => differs(headers, header, value))
    return findingOf(`${name} has every security header`, problems)
  })
  return [
    ...secured,
    findingOf(
      'the policy allows what stands in the page itself',
      refusedTexts(page.body.toString(), String(page.headers['content-security-policy'])),
    ),
    findingOf('the app is asked for again each time', [differs(of('the app'), 'cache-control', 'no-cache')]),
    findingOf('the service worker is asked for again each time', [
      differs(of('the service worker'), 'cache-control', 'no-cache'),
    ]),
    findingOf('the manifest is asked for again each time, under its type', [
      differs(of('the manifest'), 'cache-control', 'no-cache'),
      differs(of('the manifest'), 'content-type', /^application\/manifest\+json/),
    ]),
    findingOf('hashed files are kept for good', [differs(of('a hashed file'), 'cache-control', IMMUTABLE)]),
    findingOf('code is packed on its way', [differs(of('a hashed file'), 'content-encoding', /^(?:br|gzip)$/)]),
    findingOf('answers of the API are not kept', [differs(of('the API'), 'cache-control', /no-store/)]),
    findingOf('the gallery is kept for seconds', [differs(of('the gallery'), 'cache-control', /max-age=\d+/)]),
    findingOf('a picture that is not there is no page', [notFound(answers['a picture that is not there'])]),
    findingOf('a correlation id comes back', [differs(of('the API'), HEADERS.correlationId.toLowerCase(), /./)]),
    checkHealth(answers['the API']),
    await checkPlainHttp(target),
    await checkAround(api),
  ]
}

/** CloudFront may not list the bucket, so that S3 says 403 for what is not there. */
function notFound(answer: RawAnswer | undefined): string | undefined {
  return answer?.status === 403 || answer?.status === 404 ? undefined : `status ${answer?.status}, neither 403 nor 404`
}

function checkHealth(answer: RawAnswer | undefined): Finding {
  const question = 'store and queue can be reached, and the answer is of this moment'
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), HealthAnswer), answer?.body.toString())
  if (!parsed.success) return findingOf(question, [`status ${answer?.status} without the answer of the API`])
  const { store, queue, nonce } = parsed.output
  const isWell = store === 'ok' && queue === 'ok' && nonce === 'verify'
  return findingOf(question, [isWell ? undefined : `store ${store}, queue ${queue}, nonce ${nonce}`])
}

async function checkPlainHttp(target: string): Promise<Finding> {
  const question = 'plain HTTP leads to HTTPS'
  if (!target.startsWith('https:')) return { question, outcome: 'untold', seen: 'the target has no TLS' }
  const { status, headers } = await createAsk(target.replace('https:', 'http:'))({ path: '/' })
  return findingOf(question, [status === 301 ? differs(headers, 'location', /^https:/) : `status ${status}, not 301`])
}

/** Around the edge nobody's address would be known, and limits would be void. */
async function checkAround(api: string | undefined): Promise<Finding> {
  const question = 'the API refuses who comes around the edge'
  if (api === undefined) return { question, outcome: 'untold', seen: 'give --api with the ApiEndpoint of the stack' }
  const { status } = await createAsk(api)({ path: ROUTES.models.path })
  return findingOf(question, [status === 403 ? undefined : `status ${status}, not 403`])
}
