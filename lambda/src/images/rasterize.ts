import sharp from 'sharp'

/** An SVG of ours as PNG, at its own size. */
export async function rasterizeSvg(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg)).png({ compressionLevel: 3 }).toBuffer()
}
