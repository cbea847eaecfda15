import * as v from 'valibot'
import type { Database } from './database.ts'
import { foldText } from './fold-text.ts'
import { ForgottenPrompt } from './forgotten-prompt.ts'
import { parseTemplates, TemplateRecord } from './template-record.ts'
import { TEMPLATE_LIMITS } from './template-text.ts'
import { problemOf } from './templates.ts'

interface IdeaRow {
  readonly kind: 'forgotten' | 'template'
  readonly value: unknown
}

/** Takes what another device has forgotten or kept of prompts in, where this one has none of it. Answers whether it could be read. */
export function takeIdeaRow({ kind, value }: IdeaRow, database: Database): Promise<boolean> {
  return kind === 'forgotten' ? takeForgotten(value, database) : takeTemplate(value, database)
}

async function takeForgotten(value: unknown, database: Database): Promise<boolean> {
  const row = v.safeParse(ForgottenPrompt, value)
  if (!row.success) return false
  await database.run(async (handle) => {
    const transaction = handle.transaction('forgotten', 'readwrite')
    const isKnown = (await transaction.store.getKey(row.output.id)) !== undefined
    if (!isKnown) await transaction.store.put(row.output)
    await transaction.done
  })
  return true
}

/** One of the same name with another text is kept beside it, under a name with a number: neither is lost. */
async function takeTemplate(value: unknown, database: Database): Promise<boolean> {
  const row = v.safeParse(TemplateRecord, value)
  if (!row.success || problemOf(row.output) !== undefined) return false
  return database.run(async (handle) => {
    const transaction = handle.transaction('templates', 'readwrite', { durability: 'strict' })
    const here = parseTemplates(await transaction.store.getAll())
    const isKnown = here.some(({ id, text }) => id === row.output.id || text === row.output.text)
    const hasRoom = here.length < TEMPLATE_LIMITS.templates
    const taken = new Set(here.map(({ name }) => foldText(name)))
    if (!isKnown && hasRoom) await transaction.store.put({ ...row.output, name: freeName(row.output.name, taken) })
    await transaction.done
    return isKnown || hasRoom
  })
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let number = 2; taken.has(foldText(free)); number += 1) {
    const end = ` (${number})`
    free = name.slice(0, TEMPLATE_LIMITS.name - end.length) + end
  }
  return free
}
