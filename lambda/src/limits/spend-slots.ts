/** A cent: about the price of the cheapest picture, so that rounding up wastes little. */
const SMALLEST_SLOT_MICRO_USD = 10_000
/** More slots would make the rounding finer and each prompt's writes more. */
const MAX_SLOTS_OF_A_DAY = 1000

export interface SpendSlots {
  readonly slotMicroUsd: number
  /** How many slots the ceiling has; together they never exceed it. */
  readonly limit: number
}

/** The ceiling of a day cut into slots of one amount: a cent each, or a thousandth of the ceiling where that is more. */
export function spendSlots(ceilingMicroUsd: number): SpendSlots {
  const slotMicroUsd = Math.max(SMALLEST_SLOT_MICRO_USD, Math.ceil(ceilingMicroUsd / MAX_SLOTS_OF_A_DAY))
  return { slotMicroUsd, limit: Math.floor(ceilingMicroUsd / slotMicroUsd) }
}

/** How many slots an amount takes: rounded up, so that the ceiling is met early and never late. */
export function slotsFor(microUsd: number, { slotMicroUsd }: SpendSlots): number {
  return Math.ceil(microUsd / slotMicroUsd)
}
