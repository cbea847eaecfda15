const END_OF_DIRECTORY = 0x06054b50
const ENTRY = 0x02014b50
const STORED = 0

/** The files of a zip that compresses nothing, as pictures are packed: name and bytes. Throws where it is none. */
export function readZip(zip: Buffer): ReadonlyMap<string, Buffer> {
  const end = zip.length - 22
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('This is no zip, or it has a comment.')
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error('The directory of the zip is broken.')
    if (zip.readUInt16LE(at + 10) !== STORED) throw new Error('The zip is compressed.')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    const header = zip.readUInt32LE(at + 42)
    // Name and further facts stand once more before the bytes, the latter perhaps with another length.
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
    files.set(name, zip.subarray(start, start + zip.readUInt32LE(at + 20)))
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return files
}
