import * as v from 'valibot'
import { LANGUAGE_CHOICES } from './spoken.ts'

/** As it is kept in the settings of the device. */
export const LanguageChoice = v.picklist(LANGUAGE_CHOICES)
export type LanguageChoice = v.InferOutput<typeof LanguageChoice>
