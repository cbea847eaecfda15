import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { FIRST_PAINT, hashOf, refusedTexts } from './first-paint.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

const POLICY = SECURITY_HEADERS['content-security-policy']
const page = (style: string, script: string) => {
  return `<html><head><style>${style}</style><script data-gallery="/a.js">${script}</script>
    <script type="module" src="/assets/first.js"></script></head></html>`
}

it('lets the first paint pass the policy', () => {
  expect(refusedTexts(page(FIRST_PAINT.style, FIRST_PAINT.script), POLICY)).toEqual([])
})

it.each([
  ['another style', page(`${FIRST_PAINT.style} `, FIRST_PAINT.script), ['style :root']],
  ['another script', page(FIRST_PAINT.style, `${FIRST_PAINT.script}\n`), ['script "use strict"']],
  ['a second script', `${page(FIRST_PAINT.style, FIRST_PAINT.script)}<script>alert(1)</script>`, ['script alert(1)']],
  ['a style as a script', page('', FIRST_PAINT.style), ['style ', 'script :root']],
])('sees what the policy refuses: %s', (_what, html, beginnings) => {
  const refused = refusedTexts(html, POLICY)
  expect(refused).toHaveLength(beginnings.length)
  for (const [at, beginning] of beginnings.entries()) expect(refused[at]).toContain(beginning.trim())
})

it('has no word that ends the element in which it stands', () => {
  expect(`${FIRST_PAINT.style}${FIRST_PAINT.script}`).not.toMatch(/<\/|<!--/)
})

it('has the hashes that browsers compute', async () => {
  // The example of the specification: https://www.w3.org/TR/CSP3/#script-src
  expect(hashOf("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='")
  expect(await readFile(new URL('../template.yaml', import.meta.url), 'utf8')).toContain(
    hashOf(FIRST_PAINT.script).slice(1, -1),
  )
})
