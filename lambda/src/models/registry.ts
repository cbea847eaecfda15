import { AppError } from '#contract/errors.ts'
import { safeModelId } from '#contract/ids.ts'
import type { ModelInfo } from '#contract/models.ts'
import type { ModelRow } from './image-model.ts'

/** A row of the registry as this deployment has it. */
export interface RegistryEntry {
  readonly row: ModelRow
  /** Why it cannot be used: a sentence for the operator that names settings, never their values. */
  readonly offReason?: string
}

/** What models there are and which may be chosen. */
export interface Registry {
  readonly infos: () => readonly ModelInfo[]
  readonly find: (modelId: string) => RegistryEntry | undefined
  /** Whether a model may be called now. */
  readonly isAvailable: (modelId: string) => boolean
  readonly describe: (modelId: string) => {
    readonly label: string
    readonly provider: string
    readonly free: boolean
    readonly replacement: string | undefined
  }
  /** Ids that a prompt without `models` is sent to. */
  readonly defaults: readonly string[]
  /** The models a prompt is sent to, without doubles. @throws AppError UNKNOWN_MODEL with the unknown ids' number. */
  readonly choose: (asked: readonly string[] | undefined) => readonly string[]
  /** What is wrong with the settings of the registry, each a sentence. */
  readonly problems: readonly string[]
}

interface RegistryOptions {
  readonly entries: readonly RegistryEntry[]
  /** DEFAULT_MODELS, or undefined. */
  readonly defaultModels: readonly string[] | undefined
  readonly now: () => number
}

/** Throws where two ids have one safe form, since their keys and addresses would be the same. */
export function createRegistry({ entries, defaultModels, now }: RegistryOptions): Registry {
  const byId = new Map(entries.map((entry) => [entry.row.id, entry]))
  const bySafeId = new Map(entries.map((entry) => [safeModelId(entry.row.id), entry]))
  if (bySafeId.size !== entries.length) throw new Error('two models have ids that differ only in special characters')

  const info = ({ row, offReason }: RegistryEntry): ModelInfo => {
    const reason = offReason ?? retirement(row, now())
    const { id, label, provider, capabilities, price, retiredOn, replacement } = row
    return {
      id,
      label,
      provider,
      capabilities,
      available: reason === undefined,
      ...(reason !== undefined && { reason }),
      ...(price && { price }),
      ...(retiredOn && { retiredOn }),
      ...(replacement && { replacement }),
    }
  }
  const infos = () => entries.map(info)
  const isAvailable = (id: string) => {
    const entry = byId.get(id)
    return entry !== undefined && info(entry).available
  }
  const wanted = defaultModels ?? []
  const usable = wanted.filter(isAvailable)
  const free = entries.filter(({ row }) => row.free).map(({ row }) => row.id)
  const defaults = usable.length > 0 ? usable : free

  return {
    infos,
    find: (modelId) => byId.get(modelId),
    isAvailable,
    describe: (modelId) => {
      const row = byId.get(modelId)?.row
      return {
        label: row?.label ?? modelId,
        provider: row?.provider ?? modelId.split(':')[0] ?? modelId,
        free: row?.free ?? false,
        replacement: row?.replacement,
      }
    },
    defaults,
    choose(asked) {
      if (asked === undefined) return defaults
      const unknown = asked.filter((id) => !byId.has(id))
      if (unknown.length > 0) throw new AppError('UNKNOWN_MODEL', { unknownModels: unknown.length })
      return [...new Set(asked)]
    },
    problems: wanted
      .filter((id) => !isAvailable(id))
      .map((id) => `DEFAULT_MODELS names "${id}", which is ${byId.has(id) ? 'not available' : 'not known'}.`),
  }
}

function retirement(row: ModelRow, now: number): string | undefined {
  return isRetired(row, now) ? `Retired on ${row.retiredOn}.` : undefined
}

/** Whether a model has ended: from its day on it is not called any more. */
export function isRetired({ retiredOn }: ModelRow, now: number): boolean {
  return retiredOn !== undefined && now >= Date.parse(retiredOn)
}
