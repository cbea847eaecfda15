import type { Translation } from '../translation.ts'
import { appTexts } from './app.ts'
import { compareTexts } from './compare.ts'
import { examplePrompts } from './example-prompts.ts'
import { failureTexts } from './failures.ts'
import { galleryTexts } from './gallery.ts'
import { builtInTemplates, ideaTexts } from './ideas.ts'
import { improveTexts } from './improve.ts'
import { outboxTexts } from './outbox.ts'
import { pictureTexts } from './pictures.ts'
import { settingsTexts } from './settings.ts'
import { shortcutTexts } from './shortcuts.ts'
import { speedTexts } from './speed.ts'
import { texts } from './texts.ts'
import { themeTexts } from './theme.ts'

/** All of the app in German: no person is addressed, buttons are infinitives, quotes are „these“. */
export const german: Translation = {
  app: appTexts,
  compare: compareTexts,
  texts,
  failures: failureTexts,
  gallery: galleryTexts,
  ideas: ideaTexts,
  improve: improveTexts,
  outbox: outboxTexts,
  pictures: pictureTexts,
  settings: settingsTexts,
  shortcuts: shortcutTexts,
  theme: themeTexts,
  speed: speedTexts,
  examples: examplePrompts,
  templates: builtInTemplates,
}
