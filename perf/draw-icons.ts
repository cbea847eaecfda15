/** Draws the icons of the installed app from one mark, the one of the shell and of favicon.svg. `npm run icons` */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const FOLDER = fileURLToPath(new URL('../pwa/public/icons/', import.meta.url))

/** One square becomes many: a prompt in the corner, its pictures growing from it. In a box of 32. */
const MARK = `
  <path fill="#0b5fcc" d="M2 23h7v7H2z"/>
  <path fill="#16181b" d="M11 14h7v7h-7zM20 2h10v10H20z"/>
  <path fill="#16181b" opacity=".4" d="M20 14h10v7H20zM11 23h7v7h-7zM2 14h7v7H2zM11 2h7v10h-7z"/>`

/** Lines of 2 in a box of 24, as in the navigation. */
const SHORTCUTS = {
  create: 'M4 20l4.5-1L19.8 7.7a1.7 1.7 0 0 0 0-2.4l-1.1-1.1a1.7 1.7 0 0 0-2.4 0L5 15.5 4 20zM14 6.5l3.5 3.5',
  gallery: 'M4 4h7v9H4zM15 4h5v5h-5zM15 13h5v7h-5zM4 17h7v3H4z',
  outbox: 'M12 3.5v9M8 7.2l4-3.7 4 3.7M4 13.5V20h16v-6.5h-4.6a3.5 3.5 0 0 1-6.8 0z',
} as const

/** @param share the part of the width that the mark has; a mask may take all but a circle of 80 % */
const icon = (share: number, corner: number) => {
  const scale = (share * 100) / 32
  const offset = (100 - share * 100) / 2
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
    <rect width="100" height="100" rx="${corner}" fill="#ffffff"/>
    <g transform="translate(${offset} ${offset}) scale(${scale})">${MARK}</g></svg>`
}

const shortcut = (path: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <rect width="24" height="24" rx="12" fill="#eef3fb"/>
  <g transform="translate(6 6) scale(.5)"><path d="${path}" fill="none" stroke="#0b5fcc" stroke-width="2.4"
    stroke-linecap="round" stroke-linejoin="round"/></g></svg>`

const files: readonly [string, string, number][] = [
  ['icon-192', icon(0.74, 22), 192],
  ['icon-512', icon(0.74, 22), 512],
  ['maskable-512', icon(0.56, 0), 512],
  ['apple-touch-180', icon(0.68, 0), 180],
  ...Object.entries(SHORTCUTS).map(([name, path]): [string, string, number] => {
    return [`shortcut-${name}`, shortcut(path), 192]
  }),
]

await mkdir(FOLDER, { recursive: true })
for (const [name, svg, size] of files) {
  const png = await sharp(Buffer.from(svg), { density: 72 * (size / 24) })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
  await writeFile(`${FOLDER}${name}.png`, png)
  console.info(`pwa/public/icons/${name}.png, ${size} px, ${png.byteLength} bytes`)
}
