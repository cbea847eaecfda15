/**
 * The format to answer with: AVIF, then WebP, each only where its exact media type is accepted with a quality above 0,
 * else JPEG. Wildcards do not count: many clients send them and cannot decode either.
 */
export function negotiateFormat(accept: string): 'avif' | 'webp' | 'jpeg' {
  if (accepts(accept, 'image/avif')) return 'avif'
  return accepts(accept, 'image/webp') ? 'webp' : 'jpeg'
}

function accepts(accept: string, mediaType: string): boolean {
  const ranges = accept.toLowerCase().split(',')
  for (let index = 0; index < ranges.length; index += 1) {
    const parts = (ranges[index] || '').split(';')
    if ((parts[0] || '').trim() === mediaType) return quality(parts) > 0
  }
  return false
}

/** The weight of a media range (RFC 9110, section 12.4.2): 1 where none is given, 0 where it cannot be read. */
function quality(parts: string[]): number {
  for (let index = 1; index < parts.length; index += 1) {
    const match = /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/.exec(parts[index] || '')
    if (match) return Number(match[1])
    if (/^\s*q\s*=/.test(parts[index] || '')) return 0
  }
  return 1
}

/** The width that is served for the one asked for: the next size up, 1024 at most; 640 for what is no size. */
export function chooseWidth(asked: string): 320 | 640 | 1024 {
  if (!/^[1-9]\d{0,4}$/.test(asked)) return 640
  const width = Number(asked)
  if (width <= 320) return 320
  return width <= 640 ? 640 : 1024
}
