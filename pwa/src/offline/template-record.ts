import * as v from 'valibot'
import { TEMPLATE_LIMITS } from './template-text.ts'

/** The version of the record's shape. One of a newer version is left as it is. */
const RECORD_VERSION = 1

/** A prompt with blanks that its writer keeps, as it stands in IndexedDB. */
export const TemplateRecord = v.object({
  schemaV: v.literal(RECORD_VERSION),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(TEMPLATE_LIMITS.name)),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(TEMPLATE_LIMITS.text)),
  /** Milliseconds. */
  savedAt: v.number(),
})
export type TemplateRecord = v.InferOutput<typeof TemplateRecord>

/** The rows of this version; others are left out. */
export function parseTemplates(rows: readonly unknown[]): readonly TemplateRecord[] {
  return rows.flatMap((row) => {
    const parsed = v.safeParse(TemplateRecord, row)
    return parsed.success ? [parsed.output] : []
  })
}

export type Template = Pick<TemplateRecord, 'id' | 'name' | 'text'>

export function templateRecord({ id, name, text }: Template, savedAt: number): TemplateRecord {
  return { schemaV: RECORD_VERSION, id, name: name.trim(), text: text.trim(), savedAt }
}
