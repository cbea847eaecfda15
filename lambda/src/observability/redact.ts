const HIDDEN = '[redacted]'
/** A secret shorter than this would hide ordinary words; real keys are longer. */
const SHORTEST_SECRET = 6

/** What stands before a secret in headers, queries and JSON. Repeats are bounded, so that hostile text costs no time. */
const SECRET_NAME =
  /(?<![\w-])(?:[\w-]{0,40}[-_])?(?:api ?key|[a-z]{0,20}token|key|secret|password|authorization|cookie|sig|signature|credential)/
const GAP = /["'\\]{0,4}\s{0,4}[:=]\s{0,4}["'\\]{0,4}/
const VALUE = /(?!Bearer |Basic |\[redacted\])[^\s"'&,;<>\\]+/

const RULES: readonly (readonly [RegExp, string])[] = [
  // User information is a password, and the query of an address may be what signs it.
  [/(https?:\/\/)[^\s/?#@"'<>]{1,200}@/gi, `$1${HIDDEN}@`],
  [/(https?:\/\/[^\s?#"'<>\\]{1,1000})\?[^\s"'<>\\]*/gi, `$1?${HIDDEN}`],
  [/\b(Bearer|Basic)\s{1,4}[^\s"',;<>\\]+/gi, `$1 ${HIDDEN}`],
  [new RegExp(`(${SECRET_NAME.source}${GAP.source})${VALUE.source}`, 'gi'), `$1${HIDDEN}`],
  [/\b[srp]k[-_][\w-]{6,}/gi, HIDDEN],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
]

const LONG_TOKEN = /[\w-]{24,}/g

/** Model names and ids of requests are long too: a token mixes cases and digits, or has no separators at all. */
function looksLikeToken(text: string): boolean {
  if (!/\d/.test(text) || !/[a-z]/i.test(text)) return false
  return /^[a-z0-9]+$/i.test(text) || (/[a-z]/.test(text) && /[A-Z]/.test(text))
}

/**
 * A text from outside as it may be logged: without the given secrets, in plain, JSON or address spelling, and without
 * what looks like a key, a token or a signed query.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const spellings = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length)
  const withoutSecrets = spellings.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text)
  const withoutRules = RULES.reduce((rest, [pattern, shown]) => rest.replace(pattern, shown), withoutSecrets)
  return withoutRules.replace(LONG_TOKEN, (token) => (looksLikeToken(token) ? HIDDEN : token))
}
