import type { Workbox } from 'workbox-window'

type ScriptUrl = ConstructorParameters<typeof Workbox>[0]

const ADDRESS = '/sw.js'

/** Trusted Types, as far as they are used here; TypeScript's library of the browser does not have them yet. */
interface PolicyFactory {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => { readonly createScriptURL: (address: string) => ScriptUrl }
}

/**
 * The address of the service worker. It is the one text that this app lets become a script, so the policy of content
 * allows this policy by its name and no other (infra/security-headers.ts), and it takes no other text.
 */
export function createWorkerScript(): ScriptUrl {
  const scope: typeof globalThis & { readonly trustedTypes?: PolicyFactory } = globalThis
  const policy = scope.trustedTypes?.createPolicy('pixel-prompt', { createScriptURL: () => ADDRESS })
  return policy === undefined ? ADDRESS : policy.createScriptURL(ADDRESS)
}
