import { imagePath, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import type { ImageFacts } from '../images/picture-store.ts'
import { escapeText } from './escape-text.ts'

export interface SharedPicture {
  readonly jobId: string
  readonly prompt: string
  /** What the model is called. */
  readonly label: string
  readonly image: Pick<ImageFacts, 'run' | 'width' | 'height'>
  /** Where the deployment is reached, without a slash at its end; undefined where it is not known. */
  readonly publicUrl: string | undefined
}

/** Longer titles are cut by everybody who shows them, mostly in the middle of a word. */
const MAX_TITLE_CHARS = 120

/**
 * The page that link previews read of a published job, and that leads people into the app. It runs no script and needs no
 * style: its content is the prompt, which is somebody's text, escaped wherever it stands.
 */
export function sharePage({ jobId, prompt, label, image, publicUrl = '' }: SharedPicture): string {
  const [small, , large] = VARIANT_WIDTHS
  // JPEG: every preview shows it, and it stands before a picture is published.
  const shown = sizeAt(image, small)
  const preview = sizeAt(image, large)
  const address = escapeText(`${publicUrl}/g/${jobId}`)
  const picture = escapeText(`${publicUrl}${imagePath(jobId, image.run, large, 'jpeg')}`)
  const title = escapeText(shorten(prompt.replace(/\s+/g, ' ').trim()))
  const alt = escapeText(prompt)
  const about = escapeText(`Made with Pixel Prompt: ${label}`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${about}">
<link rel="canonical" href="${address}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Pixel Prompt">
<meta property="og:url" content="${address}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${about}">
<meta property="og:image" content="${picture}">
<meta property="og:image:type" content="image/jpeg">
<meta property="og:image:width" content="${preview.width}">
<meta property="og:image:height" content="${preview.height}">
<meta property="og:image:alt" content="${alt}">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:title" content="${title}">
<meta name="twitter:description" content="${about}">
<meta name="twitter:image" content="${picture}">
<meta name="twitter:image:alt" content="${alt}">
</head>
<body>
<main>
<h1 dir="auto">${title}</h1>
<p><img src="${escapeText(imagePath(jobId, image.run, small, 'jpeg'))}" width="${shown.width}" height="${shown.height}" alt="${alt}"></p>
<p>${about}</p>
<p><a href="/g/${escapeText(jobId)}">Open in Pixel Prompt</a></p>
</main>
</body>
</html>
`
}

/** The size of a variant: as wide as asked for, never wider than the original. */
function sizeAt({ width, height }: SharedPicture['image'], wanted: number): { width: number; height: number } {
  const scaled = Math.min(wanted, width)
  return { width: scaled, height: Math.max(1, Math.round((height * scaled) / width)) }
}

function shorten(text: string): string {
  const characters = Array.from(text)
  return characters.length <= MAX_TITLE_CHARS ? text : `${characters.slice(0, MAX_TITLE_CHARS - 1).join('')}…`
}
