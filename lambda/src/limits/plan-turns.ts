import type { ErrorCode } from '#contract/errors.ts'
import { safeModelId } from '#contract/ids.ts'
import { type LimitWindow, limitWindow } from '../store/keys.ts'
import { clientKeyOf } from './client-key.ts'
import type { LimitSettings, PeriodLimits } from './limit-settings.ts'
import { type Period, windowAt } from './limit-window.ts'
import { slotsFor, spendSlots } from './spend-slots.ts'
import type { SlotRequest } from './take-slots.ts'
import { createWindowMemory } from './window-memory.ts'

/** One limit that a call has to pass. */
export interface Turn extends SlotRequest {
  readonly scope: LimitWindow['scope']
  /** What its refusal is called. */
  readonly code: ErrorCode
  readonly endsAtMs: number
  /** The model that the limit is about. */
  readonly model?: string
}

/** Turns that are taken at the same time. The steps of a call follow each other, so that a refusal takes nothing after it. */
export type Step = readonly Turn[]

/** A model that is about to run, and what the run may cost at its listed price. */
export interface PricedModel {
  readonly id: string
  readonly microUsd: number
}

export interface TurnPlanner {
  /** What one address may do. */
  ofAddress(scope: 'generate' | 'enhance' | 'log', caller: Caller, nowMs: number): Step[]
  /** What all callers together may do. */
  ofAll(id: string, nowMs: number): Step[]
  /** What models may do: runs, then money. */
  ofRuns(models: readonly PricedModel[], id: string, nowMs: number): Step[]
}

export interface Caller {
  readonly id: string
  readonly address: string | undefined
}

/** Which limits a call has to pass, by the settings. What is off has no turn and costs nothing. */
export function createTurnPlanner(settings: LimitSettings, salt: string): TurnPlanner {
  const knownSlotsOf = createWindowMemory()
  const ceiling = settings.spendPerDayMicroUsd
  const spend = ceiling === undefined ? undefined : spendSlots(ceiling)

  function turnOf({ period, subject = 'all', code = 'RATE_LIMIT_EXCEEDED', ...turn }: TurnPart, nowMs: number): Turn {
    const { name, endsAtMs } = windowAt(period, nowMs)
    const window = limitWindow({ scope: turn.scope, subject, window: name })
    return { ...turn, code, endsAtMs, window, known: knownSlotsOf(window) }
  }

  function byPeriod({ perHour, perDay }: PeriodLimits, part: Omit<TurnPart, 'period' | 'limit'>, nowMs: number) {
    const steps: Step[] = []
    if (perHour !== undefined) steps.push([turnOf({ ...part, period: 'hour', limit: perHour }, nowMs)])
    if (perDay !== undefined) steps.push([turnOf({ ...part, period: 'day', limit: perDay }, nowMs)])
    return steps
  }

  return {
    ofAddress(scope, { address, id }, nowMs) {
      return byPeriod(settings[scope], { scope, subject: clientKeyOf(address, salt), id }, nowMs)
    },
    ofAll: (id, nowMs) => byPeriod(settings.deployment, { scope: 'deployment', id }, nowMs),
    ofRuns(models, id, nowMs) {
      const steps: Step[] = []
      const limit = settings.modelPerDay
      if (limit !== undefined) {
        const part = { scope: 'model', code: 'MODEL_LIMIT_REACHED', period: 'day', limit, id } as const
        steps.push(models.map((model) => turnOf({ ...part, subject: safeModelId(model.id), model: model.id }, nowMs)))
      }
      const sum = models.reduce((total, { microUsd }) => total + microUsd, 0)
      if (spend !== undefined && sum > 0) {
        const part = { scope: 'spend', code: 'SPENDING_LIMIT_REACHED', period: 'day', limit: spend.limit } as const
        steps.push([turnOf({ ...part, id, count: slotsFor(sum, spend) }, nowMs)])
      }
      return steps
    },
  }
}

/** A turn before its window is known. */
interface TurnPart extends Pick<Turn, 'scope' | 'limit' | 'id' | 'count' | 'model'> {
  readonly period: Period
  readonly subject?: string
  readonly code?: ErrorCode
}
