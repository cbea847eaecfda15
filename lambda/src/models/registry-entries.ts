import { changeModels } from './change-models.ts'
import type { GenericSettings } from './generic-settings.ts'
import type { ModelRow } from './image-model.ts'
import type { ProviderSettings, VendorSettings } from './provider-settings.ts'
import type { RegistryEntry } from './registry.ts'
import { SKETCH_ROWS } from './sketch-rows.ts'
import { VENDOR_ROWS } from './vendor-rows.ts'

export interface ModelSettings {
  readonly providers: ProviderSettings
  readonly generic: GenericSettings
  /** Text of the file that MODELS_FILE names, where there is one. */
  readonly modelsFile: string | undefined
  /** Whether spending has a ceiling: a model of unknown price cannot be counted then. */
  readonly hasSpendingLimit: boolean
}

/** Every model that this deployment knows, each with the reason where it cannot be used. */
export function createRegistryEntries(settings: ModelSettings): {
  readonly entries: readonly RegistryEntry[]
  readonly problems: readonly string[]
} {
  const { providers, generic, modelsFile, hasSpendingLimit } = settings
  const vendors = modelsFile === undefined ? { rows: VENDOR_ROWS, problems: [] } : changeModels(VENDOR_ROWS, modelsFile)
  const settingsOf = new Map<string, VendorSettings>(Object.entries(providers.vendors))
  const vendorEntries = vendors.rows.map((row) => entryOf(row, settingsOf.get(row.provider)?.offReason))
  const paid = [...vendorEntries, ...generic.entries]
  return {
    entries: [...SKETCH_ROWS.map((row) => ({ row })), ...(hasSpendingLimit ? paid.map(withoutUnknownPrice) : paid)],
    problems: [...providers.problems, ...generic.problems, ...vendors.problems],
  }
}

function entryOf(row: ModelRow, offReason: string | undefined): RegistryEntry {
  return { row, ...(offReason !== undefined && { offReason }) }
}

function withoutUnknownPrice({ row, offReason }: RegistryEntry): RegistryEntry {
  const isUnknown = row.price === undefined && row.retiredOn === undefined
  return entryOf(row, offReason ?? (isUnknown ? PRICE_UNKNOWN : undefined))
}

const PRICE_UNKNOWN = 'SPEND_PER_DAY_USD is set, and this model has no price. Give it one (0 for none).'
