import * as v from 'valibot'
import { ASPECT_RATIOS } from '#contract/aspect-ratios.ts'
import type { ModelRow } from './image-model.ts'

const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))
const Day = v.pipe(v.string(), v.isoDate())
const Dollars = v.pipe(v.number(), v.minValue(0), v.maxValue(1000))

/** What an operator says of one model; everything left out stays as it is in the model it is `like`. */
const Change = v.strictObject({
  /** Id of a known model whose request form, capabilities and price a new model takes over. */
  like: v.optional(Text),
  /** The vendor's own id; left out for a new model: what follows the colon of its id. */
  model: v.optional(Text),
  label: v.optional(v.pipe(Text, v.maxLength(80))),
  priceUsd: v.optional(Dollars),
  maxPriceUsd: v.optional(Dollars),
  priceAsOf: v.optional(Day),
  aspectRatios: v.optional(v.pipe(v.array(v.picklist(ASPECT_RATIOS)), v.minLength(1))),
  maxPrompt: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  timeoutS: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(210))),
  retiredOn: v.optional(Day),
  replacement: v.optional(Text),
})
type Change = v.InferOutput<typeof Change>

/** The text of MODELS_FILE: model ids with their changes, `null` for a model that is not wanted. */
const ModelsFile = v.pipe(
  v.custom<object>((value) => typeof value === 'object' && !Array.isArray(value)), // a list passes for a record
  v.record(v.pipe(v.string(), v.regex(/^[a-z]+:\S{1,150}$/)), v.nullable(Change)),
)

export interface ChangedModels {
  readonly rows: readonly ModelRow[]
  /** Each a sentence for the operator. */
  readonly problems: readonly string[]
}

/**
 * The model list as an operator wants it: adds, removes and changes models without code. A file that cannot be read
 * changes nothing, an entry that makes no sense is left out, and both are said.
 * @param text JSON, see docs/PROVIDERS.md
 */
export function changeModels(rows: readonly ModelRow[], text: string): ChangedModels {
  const parsed = v.safeParse(ModelsFile, parseJson(text))
  if (!parsed.success) {
    const places = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the file as a whole')
    return { rows, problems: [`MODELS_FILE is not used: ${[...new Set(places)].join(', ')} cannot be read.`] }
  }
  const byId = new Map(rows.map((row) => [row.id, row]))
  const problems: string[] = []
  for (const [id, change] of Object.entries(parsed.output)) {
    const base = byId.get(id) ?? rows.find((row) => row.id === change?.like)
    if (change === null) byId.delete(id)
    else if (base === undefined) problems.push(`MODELS_FILE: "${id}" is not known, and is "like" no known model.`)
    else if (base.provider !== id.split(':')[0])
      problems.push(`MODELS_FILE: "${id}" is "like" a model of another provider.`)
    else byId.set(id, changed(base, id, change))
  }
  return { rows: [...byId.values()], problems }
}

function changed(base: ModelRow, id: string, change: Change): ModelRow {
  const isNew = base.id !== id
  const vendorModel = change.model ?? (isNew ? id.slice(id.indexOf(':') + 1) : base.vendorModel)
  // A successor is like its predecessor, but it does not end with it.
  const { retiredOn: _retiredOn, replacement: _replacement, ...lasting } = base
  const price = priceOf(base, change)
  return {
    ...(isNew ? lasting : base),
    id,
    vendorModel,
    label: change.label ?? (isNew ? vendorModel : base.label),
    capabilities: {
      ...base.capabilities,
      ...(change.aspectRatios && { aspectRatios: change.aspectRatios }),
      ...(change.maxPrompt && { maxPrompt: change.maxPrompt }),
    },
    ...(price && { price }),
    ...(change.timeoutS && { timeoutMs: change.timeoutS * 1000 }),
    ...(change.retiredOn && { retiredOn: change.retiredOn }),
    ...(change.replacement && { replacement: change.replacement }),
  }
}

function priceOf({ price }: ModelRow, { priceUsd, maxPriceUsd, priceAsOf }: Change): ModelRow['price'] {
  if (priceUsd === undefined) return price
  return {
    usd: priceUsd,
    ...(maxPriceUsd !== undefined && { maxUsd: maxPriceUsd }),
    ...(priceAsOf !== undefined && { asOf: priceAsOf }),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // said as a problem of the whole file
  }
}
