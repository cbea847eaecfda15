import { randomBytes } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A valid PNG of the given size: a fade from black to a color that the text decides. */
export function makePng(width: number, height: number, text = ''): Buffer {
  const hash = crc32(text)
  const rowBytes = 1 + width * 3
  const raw = Buffer.alloc(rowBytes * height)
  for (let y = 0; y < height; y += 1) {
    const share = (y + 1) / height
    const color = [hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255].map((channel) => Math.round(channel * share))
    raw.fill(Buffer.from(color), y * rowBytes + 1, (y + 1) * rowBytes)
  }
  return encode(width, height, raw)
}

/** @param raw rows of RGB, each after a byte that names its filter */
function encode(width: number, height: number, raw: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits, RGB, the only compression and filter methods, not interlaced
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** A valid PNG of noise, which nothing can compress: about 3 bytes for each pixel. */
export function makeNoisePng(width: number, height: number): Buffer {
  const rowBytes = 1 + width * 3
  const raw = randomBytes(rowBytes * height)
  for (let y = 0; y < height; y += 1) raw[y * rowBytes] = 0 // each row says that it is not filtered
  return encode(width, height, raw)
}
