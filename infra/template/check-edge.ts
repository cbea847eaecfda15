import { ROUTES } from '#contract/routes.ts'
import { ORIGIN_SECRET_HEADER } from '../../lambda/src/http/from-edge-only.ts'
import { BEHAVIORS, type Behavior, SITE_BEHAVIOR } from '../behaviors.ts'
import { checkHeaders } from './check-headers.ts'
import type { Template } from './read-template.ts'
import { asList, at, isRecord, propertiesOf, textOf } from './values.ts'

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6'
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac'
const WRITING = ['POST', 'DELETE']

/** The distribution against infra/behaviors.ts, which the local stack answers by, and the routes of the contract. */
export function checkEdge(template: Template): string[] {
  const config = at(propertiesOf(template, 'Distribution'), 'DistributionConfig')
  const behaviors = asList(at(config, 'CacheBehaviors'))
  const patterns = behaviors.map((behavior) => textOf(at(behavior, 'PathPattern')))
  const wanted = BEHAVIORS.map(({ pattern }) => pattern)
  const order = patterns.join() === wanted.join() ? [] : [`The behaviors are ${patterns.join(', ')}.`]
  const each = BEHAVIORS.map((behavior, index) => ({ behavior, written: behaviors[index] }))
  const site = { behavior: { pattern: 'the default', ...SITE_BEHAVIOR }, written: at(config, 'DefaultCacheBehavior') }
  return [
    ...order,
    ...[...each, site].flatMap(({ behavior, written }) => checkBehavior(template, behavior, written)),
    ...checkOrigins(config),
    ...checkErrors(config),
    ...checkRoutes(template),
    ...checkHeaders(template),
  ]
}

function checkBehavior(template: Template, { pattern, origin, cache }: Behavior, written: unknown): string[] {
  const methods = asList(at(written, 'AllowedMethods'))
  const [edge] = asList(at(written, 'FunctionAssociations'))
  const cachePolicy = textOf(at(written, 'CachePolicyId'))
  const forwards = at(written, 'OriginRequestPolicyId')
  const isApi = origin === 'api'
  const rules: readonly [boolean, string][] = [
    [at(written, 'TargetOriginId') === origin, `does not go to ${origin}`],
    [textOf(at(edge, 'FunctionARN')) === '{EdgeFunction.FunctionARN}', 'has no edge function'],
    [textOf(at(written, 'ResponseHeadersPolicyId')) === '{SecurityHeaders}', 'has no security headers'],
    [at(written, 'ViewerProtocolPolicy') === (isApi ? 'https-only' : 'redirect-to-https'), 'can be read without TLS'],
    [
      origin === 'data' || WRITING.every((method) => methods.includes(method)),
      'refuses methods before the edge function',
    ],
    [forwards === (isApi ? ALL_VIEWER_EXCEPT_HOST : undefined), 'forwards too much or too little'],
    [agrees(template, cachePolicy, cache), 'is not kept as infra/behaviors.ts says'],
    [at(written, 'Compress') === (origin === 'site' || (isApi && cache !== 'never')), 'is compressed, or is not'],
  ]
  return rules.filter(([holds]) => !holds).map(([, sentence]) => `${pattern} ${sentence}.`)
}

/** AWS's own policies are known by their ids, and their times are documented. */
function agrees(template: Template, policy: string, cache: Behavior['cache']): boolean {
  if (cache === 'never') return policy === CACHING_DISABLED
  const isOptimized =
    cache.minS === 1 && cache.defaultS === 86_400 && cache.maxS === 31_536_000 && cache.queries.length === 0
  if (policy === CACHING_OPTIMIZED) return isOptimized
  const config = at(propertiesOf(template, policy.slice(1, -1)), 'CachePolicyConfig')
  const inKey = at(config, 'ParametersInCacheKeyAndForwardedToOrigin')
  const queries = asList(at(inKey, 'QueryStringsConfig', 'QueryStrings'))
  return (
    at(config, 'MinTTL') === cache.minS &&
    at(config, 'DefaultTTL') === cache.defaultS &&
    at(config, 'MaxTTL') === cache.maxS &&
    at(inKey, 'HeadersConfig', 'HeaderBehavior') === 'none' &&
    at(inKey, 'CookiesConfig', 'CookieBehavior') === 'none' &&
    queries.join() === cache.queries.join()
  )
}

function checkOrigins(config: unknown): string[] {
  const origins = asList(at(config, 'Origins'))
  const named = (id: string) => origins.find((origin) => at(origin, 'Id') === id)
  const secret = asList(at(named('api'), 'OriginCustomHeaders')).find((header) => {
    return at(header, 'HeaderName') === ORIGIN_SECRET_HEADER && textOf(at(header, 'HeaderValue')) === '{OriginSecret}'
  })
  const buckets = [named('data'), named('site')]
  const signed = buckets.filter((origin) => textOf(at(origin, 'OriginAccessControlId')) === '{OriginAccess}')
  return [
    ...(secret === undefined ? ['The API is not sent the secret that it asks for.'] : []),
    ...(signed.length === 2 ? [] : ['The bucket is not read by a signed request.']),
    ...(at(named('site'), 'OriginPath') === '/site' ? [] : ['The site is not read below site/.']),
    ...(at(named('data'), 'OriginPath') === undefined ? [] : ['Pictures are not read by their keys.']),
  ]
}

/** Kept errors would hide what is there a second later; a page for them would be a page in the place of an answer. */
function checkErrors(config: unknown): string[] {
  const responses = asList(at(config, 'CustomErrorResponses'))
  const kept = [403, 404, 500, 502, 503, 504].filter((status) => {
    const response = responses.find((each) => at(each, 'ErrorCode') === status)
    return at(response, 'ErrorCachingMinTTL') !== 0 || at(response, 'ResponsePagePath') !== undefined
  })
  return kept.map((status) => `An answer with ${status} is kept, or replaced.`)
}

function checkRoutes(template: Template): string[] {
  const events = propertiesOf(template, 'ApiFunction').Events
  const routes = Object.values(isRecord(events) ? events : {}).map((event) => at(event, 'Properties'))
  return Object.values(ROUTES).flatMap(({ method, path }) => {
    const reaches = routes.some((route) => {
      const written = textOf(at(route, 'Path'))
      const isPath = written.endsWith('/{proxy+}')
        ? path.startsWith(written.slice(0, -'{proxy+}'.length))
        : written === path
      return (
        isPath && ['ANY', method].includes(textOf(at(route, 'Method'))) && textOf(at(route, 'ApiId')) === '{HttpApi}'
      )
    })
    const leads = BEHAVIORS.find(({ pattern }) => path.startsWith(pattern.slice(0, -1)))?.origin === 'api'
    return reaches && leads ? [] : [`${method} ${path} does not reach the API.`]
  })
}
