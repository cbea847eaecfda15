/** Where an answer comes from when the edge does not give it. */
export type OriginName = 'api' | 'data' | 'site'

/** How long the CDN may keep an answer, whatever the origin says of it, in seconds. */
export interface CacheRule {
  /** Above 0 it keeps even what the origin forbids to keep. */
  readonly minS: number
  /** Where the origin says nothing. */
  readonly defaultS: number
  readonly maxS: number
  /** Parameters of the query that are told apart; all others make no difference. */
  readonly queries: readonly string[]
}

export interface Behavior {
  /** `*` is any number of characters. */
  readonly pattern: string
  readonly origin: OriginName
  /** `never`: nothing is kept. */
  readonly cache: CacheRule | 'never'
}

const YEAR_S = 31_536_000
const FOR_GOOD: CacheRule = { minS: 1, defaultS: YEAR_S, maxS: YEAR_S, queries: [] }

/** The rest, which is the site's. Its objects say themselves how long they are kept. */
export const SITE_BEHAVIOR: Omit<Behavior, 'pattern'> = {
  origin: 'site',
  cache: { minS: 1, defaultS: 86_400, maxS: YEAR_S, queries: [] },
}

/** Which origin stands behind which addresses, the first match first. */
export const BEHAVIORS: readonly Behavior[] = [
  {
    pattern: '/api/gallery*',
    origin: 'api',
    // The longest time that the API gives: pages behind a cursor.
    cache: { minS: 0, defaultS: 0, maxS: 3600, queries: ['before', 'cursor', 'limit', 'since'] },
  },
  { pattern: '/api/*', origin: 'api', cache: 'never' },
  { pattern: '/images/*', origin: 'data', cache: FOR_GOOD },
  { pattern: '/index/*', origin: 'data', cache: FOR_GOOD },
]

/** The origin of what a viewer asks for; what the edge function makes of the address does not change it. */
export function originOf(viewerUri: string): OriginName {
  const behavior = BEHAVIORS.find(({ pattern }) => viewerUri.startsWith(pattern.slice(0, -1)))
  return behavior?.origin ?? SITE_BEHAVIOR.origin
}
