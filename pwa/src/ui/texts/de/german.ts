import type { Translation } from '../translation.ts'
import { appTexts } from './app.ts'
import { compareTexts } from './compare.ts'
import { failureTexts } from './failures.ts'
import { galleryTexts } from './gallery.ts'
import { outboxTexts } from './outbox.ts'
import { pictureTexts } from './pictures.ts'
import { settingsTexts } from './settings.ts'
import { texts } from './texts.ts'

/** All of the app in German: no person is addressed, buttons are infinitives, quotes are „these“. */
export const german: Translation = {
  app: appTexts,
  compare: compareTexts,
  texts,
  failures: failureTexts,
  gallery: galleryTexts,
  outbox: outboxTexts,
  pictures: pictureTexts,
  settings: settingsTexts,
}
