import * as v from 'valibot'
import type { Database } from './database.ts'
import { foldText } from './fold-text.ts'
import { parseTemplates, type Template, templateRecord } from './template-record.ts'
import { parseTemplate, TEMPLATE_LIMITS, type TemplateProblem } from './template-text.ts'

export type SaveProblem = TemplateProblem | 'no-name' | 'long-name' | 'same-name' | 'no-text' | 'long-text' | 'too-many'

/** Where the last values stand among the settings, so that they go with a copy of the device. */
const VALUES_KEY = 'templateValues'
const Values = v.record(v.string(), v.record(v.string(), v.string()))
/** By the names of the blanks. */
export type TemplateValues = ReadonlyMap<string, string>

/** The templates that a person has written on this device. */
export interface Templates {
  /** By name. @throws where they cannot be read */
  readonly read: () => Promise<readonly Template[]>
  /** Adds one, or changes the one of its id. Answers why it cannot be kept. @throws where the device does not keep it */
  readonly save: (template: Template) => Promise<SaveProblem | undefined>
  /** Answers how to take it back. @throws where the device refuses */
  readonly remove: (id: string) => Promise<() => Promise<void>>
  /** What its blanks were last filled with. */
  readonly lastValues: (id: string) => Promise<TemplateValues>
  readonly keepValues: (id: string, values: TemplateValues) => Promise<void>
}

export function createTemplates(database: Database, now: () => number): Templates {
  return {
    async read() {
      const rows = await database.run((handle) => handle.getAll('templates'))
      return parseTemplates(rows).toSorted((one, other) => one.name.localeCompare(other.name))
    },
    async save(template) {
      const problem = problemOf(template)
      if (problem !== undefined) return problem
      // Looked at and written in one transaction: another tab saves too.
      return database.run(async (handle) => {
        const transaction = handle.transaction('templates', 'readwrite', { durability: 'strict' })
        const rows = await transaction.store.getAll()
        const others = parseTemplates(rows).filter(({ id }) => id !== template.id)
        const clash = clashOf(template, others, rows.length)
        if (clash === undefined) await transaction.store.put(templateRecord(template, now()))
        await transaction.done
        return clash
      })
    },
    async remove(id) {
      const row = await database.run(async (handle) => {
        const transaction = handle.transaction('templates', 'readwrite')
        const before: unknown = await transaction.store.get(id)
        await transaction.store.delete(id)
        await transaction.done
        return before
      })
      return async function undo() {
        if (row !== undefined) await database.run((handle) => handle.put('templates', row))
      }
    },
    lastValues: async (id) => new Map(Object.entries((await readValues())[id] ?? {})),
    async keepValues(id, values) {
      await database.run(async (handle) => {
        const transaction = handle.transaction('settings', 'readwrite')
        const { [id]: _before, ...rest } = valuesIn(await transaction.store.get(VALUES_KEY))
        // Those used longest ago go first.
        const all = [...Object.entries(rest), [id, Object.fromEntries(values)] as const].slice(
          -TEMPLATE_LIMITS.templates,
        )
        await transaction.store.put(Object.fromEntries(all), VALUES_KEY)
        await transaction.done
      })
    },
  }

  async function readValues() {
    return valuesIn(await database.run((handle) => handle.get('settings', VALUES_KEY)))
  }
}

/** What is wrong with a template by itself. */
export function problemOf({ name, text }: Pick<Template, 'name' | 'text'>): SaveProblem | undefined {
  if (name.trim() === '') return 'no-name'
  if (name.trim().length > TEMPLATE_LIMITS.name) return 'long-name'
  if (text.trim() === '') return 'no-text'
  if (text.trim().length > TEMPLATE_LIMITS.text) return 'long-text'
  const parsed = parseTemplate(text)
  return parsed.ok ? undefined : parsed.problem
}

function clashOf({ name }: Template, others: readonly Template[], rows: number): SaveProblem | undefined {
  const folded = foldText(name.trim())
  if (others.some((other) => foldText(other.name) === folded)) return 'same-name'
  // Where it is one of the rows already it takes no further place.
  return others.length === rows && rows >= TEMPLATE_LIMITS.templates ? 'too-many' : undefined
}

function valuesIn(stored: unknown): v.InferOutput<typeof Values> {
  const parsed = v.safeParse(Values, stored)
  return parsed.success ? parsed.output : {}
}
