import { HEADERS } from '#contract/routes.ts'
import { expand, readVectors, type Vector } from '../../edge/vectors.ts'
import { originOf } from '../behaviors.ts'
import { differs, type Finding, findingOf } from './check.ts'
import type { Ask, RawAnswer } from './raw-request.ts'

/** What a request may ask for without changing anything. */
const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** The vectors of the edge function, told by what comes back over the network. */
export async function checkVectors(ask: Ask): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { title, vectors } of await readVectors()) {
    for (const vector of vectors) findings.push(await checkVector(ask, `${title}: ${vector.name}`, vector))
  }
  return findings
}

async function checkVector(ask: Ask, question: string, { request, result }: Vector): Promise<Finding> {
  const untold = (seen: string): Finding => ({ question, outcome: 'untold', seen })
  if (!SAFE.includes(request.method)) return untold('it could change something')
  if (!('status' in result) && !isTold(result.uri, request.uri))
    return untold('the origin alone knows what it was asked for')
  const query = request.query === undefined ? '' : `?${expand(request.query)}`
  const path = expand(request.uri) + query
  if (/[^\x21-\x7e]/.test(path)) return untold('no client sends it unescaped')
  let answer: RawAnswer
  try {
    answer = await ask({ method: request.method, path, headers: request.headers })
  } catch (error) {
    return untold(error instanceof Error ? error.message : 'it cannot be sent')
  }
  if ('status' in result) return checkAnswered(question, answer, result)
  if (originOf(expand(request.uri)) === 'api') {
    return findingOf(question, [differs(answer.headers, HEADERS.marker.toLowerCase(), /./)])
  }
  const status = answer.status === 200 ? undefined : `status ${answer.status}, not 200`
  return findingOf(question, [status, differs(answer.headers, 'content-type', /^text\/html/)])
}

/** A CDN refuses what is no request at all before any function runs. */
function checkAnswered(question: string, answer: RawAnswer, result: { status: number; location?: string | undefined }) {
  const isRefusedBefore = result.status >= 400 && answer.status === 400 && answer.headers.server === 'CloudFront'
  if (isRefusedBefore) return findingOf(question, [])
  const status = answer.status === result.status ? undefined : `status ${answer.status}, not ${result.status}`
  const location =
    result.location === undefined ? undefined : differs(answer.headers, 'location', expand(result.location))
  return findingOf(question, [status, location])
}

/** Screens, and calls of the API as they are: what the answer shows by itself. */
function isTold(targetUri: string, viewerUri: string): boolean {
  return (
    targetUri === '/index.html' || (originOf(expand(viewerUri)) === 'api' && expand(viewerUri) === expand(targetUri))
  )
}
