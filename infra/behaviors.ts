/** Where an answer comes from when the edge does not give it. */
export type OriginName = 'api' | 'data' | 'site'

/** Which origin stands behind which addresses, the first match first; `*` is any number of characters. */
const BEHAVIORS: readonly { readonly pattern: string; readonly origin: OriginName }[] = [
  { pattern: '/api/gallery*', origin: 'api' },
  { pattern: '/api/*', origin: 'api' },
  { pattern: '/images/*', origin: 'data' },
  { pattern: '/index/*', origin: 'data' },
]

/** The origin of what a viewer asks for; what the edge function makes of the address does not change it. */
export function originOf(viewerUri: string): OriginName {
  const behavior = BEHAVIORS.find(({ pattern }) => viewerUri.startsWith(pattern.slice(0, -1)))
  return behavior?.origin ?? 'site'
}
