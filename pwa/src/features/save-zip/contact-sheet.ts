import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import type { ZipLine } from './zip-line.ts'

export interface SheetPicture {
  readonly line: ZipLine
  /** A small version of the picture as a data URL; undefined where there is none. */
  readonly thumbnail: string | undefined
}

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:24px}
h1{margin:0;font-size:28px;line-height:1.25}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:24px;margin-top:24px}
figure{margin:0}
img{display:block;max-width:100%;height:240px;object-fit:contain;object-position:left bottom}
figcaption{margin-top:8px;font-size:14px;overflow-wrap:anywhere}
p{margin:0}
`

/** One page that shows what is in the zip, also from a folder on a disk without a network: it loads nothing. */
export function contactSheet(pictures: readonly SheetPicture[], savedAt: number): string {
  const title = escapeHtml(galleryTexts.zip.sheet)
  return `<!doctype html>
<html lang="${document.documentElement.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>${escapeHtml(galleryTexts.zip.sheetFacts(pictures.length, savedAt))}</p>
<main>
${pictures.map(figure).join('\n')}
</main>
</body>
</html>
`
}

function figure({ line, thumbnail }: SheetPicture): string {
  const alt = escapeHtml(pictureTexts.picture.alt(line.model, line.prompt))
  const image = thumbnail === undefined ? alt : `<img src="${escapeHtml(thumbnail)}" alt="${alt}">`
  const shown = line.file === null ? image : `<a href="${encodeURIComponent(line.file)}">${image}</a>`
  const words = [line.prompt, factsOf(line), line.note, line.missing].filter(Boolean)
  return `<figure>${shown}<figcaption>${words.map((each) => `<p>${escapeHtml(each ?? '')}</p>`).join('')}</figcaption></figure>`
}

function factsOf({ model, time, seed, price }: ZipLine): string {
  const cost = price === undefined ? undefined : pictureTexts.results.cost(price.usd)
  const facts = [model, pictureTexts.image.madeAt(time), seed !== undefined && galleryTexts.zip.seed(seed), cost]
  return facts.filter(Boolean).join(' · ')
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
