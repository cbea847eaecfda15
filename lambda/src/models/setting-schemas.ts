import * as v from 'valibot'

/** An http or https address without user, query and fragment; slashes at its end are dropped. */
export const BaseUrl = v.pipe(
  v.string(),
  v.check(isPlainAddress),
  v.transform((text) => text.replace(/\/+$/, '')),
)

/** What a header can carry. */
export const ApiKey = v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/))

function isPlainAddress(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false
  return url.username === '' && url.password === '' && !text.includes('?') && !text.includes('#')
}
