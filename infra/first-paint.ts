import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { LIMITS } from '#contract/limits.ts'
import { ROUTES } from '#contract/routes.ts'

const INLINE = /<(script|style)\b(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/\1>/g
const SEEN_CHARS = 40

/** What the page asks for early. The contract's tables themselves would be a quarter of its script. */
const ADDRESSES = {
  LIST: `${ROUTES.galleryList.path}?limit=${LIMITS.defaultPageSize}`,
  ENTRY: ROUTES.galleryEntry.path,
}

/**
 * What stands in index.html itself, so that something is painted before any file has come. Both are the same in every
 * build: what differs from build to build stands in attributes beside them, since the policy of content has their hashes.
 */
export const FIRST_PAINT = {
  style: bundle('../pwa/src/ui/first-paint.css'),
  script: bundle('../pwa/src/platform/first-paint.ts'),
} as const

/** What the script in the page loads on a first visit to the gallery; a file of its own, since it needs nothing of the app. */
export function bundleFirstPictures(): string {
  return bundle('../pwa/src/platform/show-first-pictures.ts', 'esm')
}

/** The name by which a policy of content allows a text in a page. */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** What a policy of content would refuse of the scripts and styles in a page: the beginning of each. */
export function refusedTexts(page: string, policy: string): string[] {
  const directives = new Map(policy.split(';').map((part) => [part.trim().split(' ')[0], part]))
  return [...page.matchAll(INLINE)].flatMap(([, kind = '', text = '']) => {
    const isAllowed = directives.get(`${kind}-src`)?.includes(hashOf(text))
    return isAllowed ? [] : [`${kind} ${text.trim().slice(0, SEEN_CHARS)}`]
  })
}

function bundle(path: string, format: 'iife' | 'esm' = 'iife'): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    define: Object.fromEntries(Object.entries(ADDRESSES).map(([name, address]) => [name, JSON.stringify(address)])),
    format,
    platform: 'browser',
    charset: 'utf8',
    legalComments: 'none',
    // Browsers with light-dark(), as in pwa/vite.config.ts.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
  })
  return (outputFiles[0]?.text ?? '').trim()
}
