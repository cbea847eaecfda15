import type { appTexts } from './app.ts'
import type { compareTexts } from './compare.ts'
import type { texts } from './en.ts'
import type { examplePrompts } from './example-prompts.ts'
import type { failureTexts } from './failures.ts'
import type { galleryTexts } from './gallery.ts'
import type { builtInTemplates, ideaTexts } from './ideas.ts'
import type { improveTexts } from './improve.ts'
import type { outboxTexts } from './outbox.ts'
import type { pictureTexts } from './pictures.ts'
import type { settingsTexts } from './settings.ts'
import type { shortcutTexts } from './shortcuts.ts'
import type { speedTexts } from './speed.ts'
import type { themeTexts } from './theme.ts'

/** What a language provides: each catalogue of this folder, whole. */
export interface Translation {
  readonly app: typeof appTexts
  readonly compare: typeof compareTexts
  readonly texts: typeof texts
  readonly failures: typeof failureTexts
  readonly gallery: typeof galleryTexts
  readonly ideas: typeof ideaTexts
  readonly improve: typeof improveTexts
  readonly outbox: typeof outboxTexts
  readonly pictures: typeof pictureTexts
  readonly settings: typeof settingsTexts
  readonly shortcuts: typeof shortcutTexts
  readonly theme: typeof themeTexts
  readonly speed: typeof speedTexts
  readonly examples: typeof examplePrompts
  readonly templates: typeof builtInTemplates
}

/** The shape of words in any language: the same names, the same arguments, other sentences. */
export type Translated<Words> = Words extends string
  ? string
  : Words extends ReadonlyMap<string, string>
    ? ReadonlyMap<string, string>
    : Words extends (...given: infer Given) => infer Said
      ? (...given: Given) => Translated<Said>
      : { readonly [Name in keyof Words]: Translated<Words[Name]> }

/** What is spoken on this page. It is settled before the first screen and stays until the page is loaded anew. */
let spoken: { readonly locale: string; readonly words?: Translation } = { locale: 'en' }
const catalogues = new Map<keyof Translation, object>()

/**
 * A catalogue in English, which becomes one in the language of the page: at once where that is known already, else when
 * it is. So words are read when they are shown, never kept in a constant of a module.
 */
export function translated<Words extends object>(name: keyof Translation, english: Words): Translated<Words>
// The names and arguments stay those of the English words, whichever language the words are in.
export function translated(name: keyof Translation, english: object): unknown {
  const catalogue = Array.isArray(english) ? [...english] : { ...english }
  catalogues.set(name, catalogue)
  Object.assign(catalogue, spoken.words?.[name])
  return catalogue
}

/** Settles the language of the page. */
export function speak(language: typeof spoken): void {
  spoken = language
  for (const [name, catalogue] of catalogues) Object.assign(catalogue, language.words?.[name])
}

export const spokenLocale = () => spoken.locale
