import type { Plugin, Rolldown } from 'vite'
import { bundleFirstPictures, FIRST_PAINT } from '../infra/first-paint.ts'

/** What each screen but the first loads at once, by its module: asked for with the page, not after the app has begun. */
const SCREEN_PARTS = {
  gallery: ['pwa/src/gallery-page.tsx', 'pwa/src/start-gallery.ts'],
  outbox: ['pwa/src/outbox-page.tsx'],
  settings: ['pwa/src/settings-page.tsx', 'pwa/src/platform/device.ts'],
} as const

const FIRST_PICTURES = 'first-pictures.js'
const HEAD_MARK = '<!-- first paint -->'
const END_MARK = '<!-- late style -->'
const STYLE_LINK = /\s*<link rel="stylesheet"[^>]*>/g
const COMMENT = /\s*<!--[^>]*-->/g
const APP = /<script type="module"(?: crossorigin)? src="([^"]*)"><\/script>/

/** Puts the first paint into the page, and what would hold it up behind it. */
export function inlineFirstPaint(): Plugin {
  let isBuild = false
  return {
    name: 'inline-first-paint',
    configResolved({ command }) {
      isBuild = command === 'build'
    },
    buildStart() {
      if (isBuild) this.emitFile({ type: 'asset', name: FIRST_PICTURES, source: bundleFirstPictures() })
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        for (const mark of [HEAD_MARK, END_MARK]) {
          if (html.split(mark).length !== 2) throw new Error(`index.html has to have one ${mark}.`)
        }
        const { style, script } = FIRST_PAINT
        // Scripts of the page wait for a style sheet wherever it stands, what is above it is painted without it.
        const late = html.match(STYLE_LINK)?.map((link) => asLate(link.trim())) ?? []
        const [app, file = ''] = html.match(APP) ?? []
        if (app === undefined) throw new Error('index.html has to have one script: the app.')
        // The script of the first paint begins the app (begin-app.ts). While developing, where no bundle is, the page does.
        const begun = bundle === undefined ? app : ''
        const attributes = bundle === undefined ? '' : `${fileAttributes(file, bundle)}${screenAttributes(bundle)}`
        return html
          .replace(STYLE_LINK, '')
          .replace(app, asLate(begun))
          .replace(HEAD_MARK, () => `<style>${style}</style>\n    <script${attributes}>${script}</script>`)
          .replace(END_MARK, () => late.join('\n    '))
          .replace(COMMENT, '')
      },
    },
  }
}

/** The first paint needs none of them, so nothing that it does need waits behind them. */
function asLate(tag: string): string {
  return tag.replace(' ', ' fetchpriority="low" ')
}

function fileAttributes(app: string, bundle: Rolldown.OutputBundle): string {
  const pictures = Object.values(bundle).find((file) => file.type === 'asset' && file.names.includes(FIRST_PICTURES))
  if (pictures === undefined) throw new Error(`The bundle has no ${FIRST_PICTURES}.`)
  return ` data-app="${app}" data-pictures="/${pictures.fileName}"`
}

/** The files of each screen. */
function screenAttributes(bundle: Rolldown.OutputBundle): string {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const first = chunks.filter((chunk) => chunk.isEntry).flatMap((chunk) => filesOf(chunk, byName))
  return Object.entries(SCREEN_PARTS)
    .map(([screen, modules]) => {
      const files = modules.flatMap((module) => {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}`))
        if (chunk === undefined) throw new Error(`${module} is no part of its own: ${screen} cannot ask for it early.`)
        return filesOf(chunk, byName)
      })
      const early = [...new Set(files)].filter((file) => !first.includes(file))
      return ` data-${screen}="${early.map((file) => `/${file}`).join(' ')}"`
    })
    .join('')
}

/** A part with all that it imports, styles too. */
function filesOf(
  chunk: Rolldown.OutputChunk,
  byName: ReadonlyMap<string, Rolldown.OutputChunk>,
  seen = new Set<string>(),
): string[] {
  if (seen.has(chunk.fileName)) return []
  seen.add(chunk.fileName)
  const imported = chunk.imports.flatMap((name) => {
    const next = byName.get(name)
    return next === undefined ? [] : filesOf(next, byName, seen)
  })
  return [...imported, chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])]
}
