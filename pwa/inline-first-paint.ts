import type { Plugin, Rolldown } from 'vite'
import { FIRST_PAINT } from '../infra/first-paint.ts'

/** What each screen but the first loads at once, by its module: asked for with the page, not after the app has begun. */
const SCREEN_PARTS = {
  gallery: ['pwa/src/gallery-page.tsx', 'pwa/src/start-gallery.ts'],
  outbox: ['pwa/src/outbox-page.tsx'],
  settings: ['pwa/src/settings-page.tsx', 'pwa/src/platform/device.ts'],
} as const

const HEAD_MARK = '<!-- first paint -->'
const END_MARK = '<!-- late style -->'
const STYLE_LINK = /\s*<link rel="stylesheet"[^>]*>/g
const COMMENT = /\s*<!--[^>]*-->/g

/** Puts the first paint into the page, and what would hold it up behind it. */
export function inlineFirstPaint(): Plugin {
  return {
    name: 'inline-first-paint',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        for (const mark of [HEAD_MARK, END_MARK]) {
          if (html.split(mark).length !== 2) throw new Error(`index.html has to have one ${mark}.`)
        }
        const { style, script } = FIRST_PAINT
        // Scripts of the page wait for a style sheet wherever it stands, what is above it is painted without it.
        const late = html.match(STYLE_LINK)?.map((link) => asLate(link.trim())) ?? []
        return html
          .replace(STYLE_LINK, '')
          .replace(/<script type="module"[^>]*>/, asLate)
          .replace(HEAD_MARK, () => `<style>${style}</style>\n    <script${attributesFor(bundle)}>${script}</script>`)
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

/** The files of each screen; none while developing, where there is no bundle. */
function attributesFor(bundle: Rolldown.OutputBundle | undefined): string {
  if (bundle === undefined) return ''
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
