/** Picture formats that are told by their first bytes. */
export type MediaType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif' | 'image/avif'

/**
 * The type of a picture by its signature, whatever a header or a server says of it; undefined for everything else: HTML,
 * JSON and SVG, which may carry a script, are no pictures here.
 */
export function sniffMediaType(bytes: Uint8Array): MediaType | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (text(0, 8) === '\u0089PNG\r\n\u001a\n') return 'image/png'
  if (text(0, 3) === '\u00ff\u00d8\u00ff') return 'image/jpeg'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp'
  if (text(0, 4) === 'GIF8') return 'image/gif'
  return text(4, 8) === 'ftyp' && namesAvif(bytes) ? 'image/avif' : undefined
}

/** AVIF names itself as the major or a compatible brand of its first box (ISO/IEC 14496-12), whatever that box's size. */
function namesAvif(bytes: Uint8Array): boolean {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  const end = Math.min(size, bytes.byteLength, 256)
  for (let at = 8; at + 4 <= end; at += 4) {
    const brand = String.fromCharCode(...bytes.subarray(at, at + 4))
    if (brand === 'avif' || brand === 'avis') return true
  }
  return false
}
