/** Of a call whose body and answer are JSON. */
export const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' } as const

/** The key as most providers want it; no header at all without one. */
export function bearer({ key }: { readonly key?: string }): Readonly<Record<string, string>> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` }
}
