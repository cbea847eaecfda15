import * as v from 'valibot'
import { safeModelId } from '#contract/ids.ts'
import { LIMITS } from '#contract/limits.ts'
import type { ModelRow } from './image-model.ts'
import { DIALECTS, type DialectName } from './openai-dialects.ts'
import { exactRatios } from './picture-sizes.ts'
import type { RegistryEntry } from './registry.ts'
import { ApiKey, BaseUrl } from './setting-schemas.ts'

/** An OpenAI-compatible server that can be used. */
export interface GenericServer {
  readonly row: ModelRow
  readonly baseUrl: string
  readonly key?: string
  readonly dialect: DialectName
}

export interface GenericSettings {
  readonly servers: readonly GenericServer[]
  /** Every server that is set, with the reason where it cannot be used. */
  readonly entries: readonly RegistryEntry[]
  /** Each a sentence that names a variable and never its value. */
  readonly problems: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** A run has to end before its claim does; see the worker's timing. */
const MAX_TIMEOUT_S = 210
const VARIABLE = /^GENERIC_(?:(\d+)_)?(BASE_URL|API_KEY|MODEL_ID|LABEL|DIALECT|PRICE_USD|TIMEOUT_S)$/
const NUMBER = /^(?:[2-9]|[1-9]\d)$/

const decimal = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,6}(?:\.\d{1,6})?$/), v.transform(Number), v.minValue(min), v.maxValue(max))
/** Model ids stand in file names, which end at 255 bytes. */
const ModelId = v.pipe(v.string(), v.maxLength(150), v.regex(/^\P{Cc}+$/u))
const Label = v.pipe(v.string(), v.maxLength(80))
const Dialect = v.picklist(['openai', 'localai', 'sdcpp', 'together'] satisfies DialectName[])
const Price = decimal(0, 1000)
const Timeout = decimal(1, MAX_TIMEOUT_S)

/** Reads GENERIC_BASE_URL and its like for the first server, GENERIC_2_BASE_URL and its like for the next ones. */
export function readGenericSettings(environment: Environment): GenericSettings {
  const { numbers, problems } = findServers(environment)
  const taken = new Set<string>()
  const read = numbers.map((number) => readServer(environment, number, taken))
  return {
    servers: read.flatMap(({ server }) => (server === undefined ? [] : [server])),
    entries: read.map(({ row, problems }) => ({ row, ...(problems.length > 0 && { offReason: problems.join(' ') }) })),
    problems: [...problems, ...read.flatMap((each) => each.problems)],
  }
}

function findServers(environment: Environment): { numbers: readonly number[]; problems: readonly string[] } {
  const numbers = new Set<number>()
  const problems: string[] = []
  for (const [name, value] of Object.entries(environment)) {
    const match = VARIABLE.exec(name)
    if (match === null || !value?.trim()) continue
    const digits = match[1]
    if (digits === undefined || NUMBER.test(digits)) numbers.add(Number(digits ?? 1))
    else problems.push(`${name} is not read: the first server has no number, further ones are numbered from 2 to 99.`)
  }
  return { numbers: [...numbers].sort((a, b) => a - b), problems }
}

interface ReadServer {
  readonly row: ModelRow
  readonly server?: GenericServer
  readonly problems: readonly string[]
}

function readServer(environment: Environment, number: number, taken: Set<string>): ReadServer {
  const prefix = number === 1 ? 'GENERIC_' : `GENERIC_${number}_`
  const problems: string[] = []
  const textOf = (field: string) => environment[`${prefix}${field}`]?.trim() || undefined
  const read = <Schema extends v.GenericSchema<string, unknown>>(field: string, schema: Schema, complaint: string) => {
    const value = textOf(field)
    const parsed = value === undefined ? undefined : v.safeParse(schema, value)
    if (parsed?.success === false) problems.push(`${prefix}${field} ${complaint}.`)
    return parsed?.success ? parsed.output : undefined
  }
  const need = (field: string) => {
    if (textOf(field) === undefined) problems.push(`${prefix}${field} is missing.`)
  }

  need('BASE_URL')
  const baseUrl = read('BASE_URL', BaseUrl, 'is not an http or https address without user, query and fragment')
  const dialect = read('DIALECT', Dialect, `is none of ${Dialect.options.join(', ')}`) ?? 'openai'
  if (DIALECTS[dialect].needsModel) need('MODEL_ID')
  if (DIALECTS[dialect].needsKey) need('API_KEY')
  const key = read('API_KEY', ApiKey, 'has characters that a header cannot carry')
  const modelId = read('MODEL_ID', ModelId, 'is over 150 characters or has control characters')
  const label = read('LABEL', Label, 'is over 80 characters')
  const priceUsd = read('PRICE_USD', Price, 'is not a number of dollars from 0 to 1000')
  const timeoutS = read('TIMEOUT_S', Timeout, `is not a number of seconds from 1 to ${MAX_TIMEOUT_S}`)

  const row = rowOf({ number, taken, dialect, modelId, label, priceUsd, timeoutS })
  if (baseUrl === undefined || problems.length > 0) return { row, problems }
  return { row, problems, server: { row, baseUrl, dialect, ...(key !== undefined && { key }) } }
}

interface RowFacts {
  readonly number: number
  readonly taken: Set<string>
  readonly dialect: DialectName
  readonly modelId: string | undefined
  readonly label: string | undefined
  readonly priceUsd: number | undefined
  readonly timeoutS: number | undefined
}

function rowOf(facts: RowFacts): ModelRow {
  const { number, taken, dialect, modelId = 'default', label, priceUsd, timeoutS = MAX_TIMEOUT_S } = facts
  const settings = DIALECTS[dialect]
  return {
    id: freeId(modelId, number, taken),
    provider: 'generic',
    vendorModel: modelId,
    label: label ?? modelId,
    capabilities: {
      aspectRatios: exactRatios(settings.sizes),
      seed: 'seedField' in settings,
      negativePrompt: false,
      maxPrompt: LIMITS.maxPromptChars,
    },
    ...(priceUsd !== undefined && { price: { usd: priceUsd } }),
    // Even at a price of 0 a run may hold the operator's machine for minutes: it is not drawn a second time unasked.
    free: false,
    timeoutMs: timeoutS * 1000,
  }
}

/** The first form of the id whose safe form, which keys and addresses hold, no server before it has. */
function freeId(modelId: string, number: number, taken: Set<string>): string {
  const forms = [`generic:${modelId}`, `generic-${number}:${modelId}`]
  const id = forms.find((form) => !taken.has(safeModelId(form))) ?? `generic-server-${number}:${modelId}`
  taken.add(safeModelId(id))
  return id
}
