import { extname } from 'node:path'

/** What is published, by the ends of names; everything else stays on the machine that built it. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
}

/** The media type of a file of the site; undefined = it is not published. */
export function typeOfSiteFile(path: string): string | undefined {
  return TYPES[extname(path)]
}

/** Hashed names never change their content; everything else is asked for again. */
export function cacheControlOfSiteFile(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}
