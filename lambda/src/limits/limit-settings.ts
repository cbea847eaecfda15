import { toMicroUsd } from '#contract/models.ts'
import { MAX_SLOTS } from './take-slots.ts'

/** How much of something there may be; undefined = no limit. */
export interface PeriodLimits {
  readonly perHour: number | undefined
  readonly perDay: number | undefined
}

export interface LimitSettings {
  /** Prompts and retries of one address. */
  readonly generate: PeriodLimits
  readonly enhance: PeriodLimits
  readonly log: PeriodLimits
  /** Prompts, retries and improvements of all callers together. */
  readonly deployment: PeriodLimits
  /** Runs of each model. */
  readonly modelPerDay: number | undefined
  /** What all runs of a day may cost at their listed prices, in millionths of a dollar. */
  readonly spendPerDayMicroUsd: number | undefined
}

interface SettingsContext {
  /** Whether strangers can reach the program. On somebody's own machine nothing of theirs is limited. */
  readonly isDeployed: boolean
  /** Takes a sentence for each setting that cannot be meant. */
  readonly problems: string[]
}

type Environment = Readonly<Record<string, string | undefined>>

const OFF = 'off'
const PER_ADDRESS_AND_DAY = 50
const LOGS_PER_HOUR = 120
const DEPLOYMENT_PER_HOUR = 1000
const MAX_SPEND_USD = 100_000

/** Reads the settings of limits: each a number, or "off". */
export function readLimitSettings(environment: Environment, { isDeployed, problems }: SettingsContext): LimitSettings {
  const read = (name: string, kind: Kind, fallback?: number) => {
    const text = environment[name]?.trim()
    if (!text) return fallback
    if (text === OFF) return undefined
    const value = kind.form.test(text) ? Number(text) : Number.NaN
    if (value === 0) problems.push(`${name} is 0, which would refuse everybody. ${ZERO_HINT}`)
    else if (!(value >= kind.min && value <= kind.max)) problems.push(`${name} is not ${kind.says} or "${OFF}".`)
    return value
  }
  const whenDeployed = (value: number) => (isDeployed ? value : undefined)
  const spendUsd = read('SPEND_PER_DAY_USD', DOLLARS)
  return {
    generate: {
      perHour: read('LIMIT_GENERATE_PER_HOUR', COUNT),
      perDay: read('LIMIT_GENERATE_PER_DAY', COUNT, whenDeployed(PER_ADDRESS_AND_DAY)),
    },
    enhance: {
      perHour: read('LIMIT_ENHANCE_PER_HOUR', COUNT),
      perDay: read('LIMIT_ENHANCE_PER_DAY', COUNT, whenDeployed(PER_ADDRESS_AND_DAY)),
    },
    log: {
      perHour: read('LIMIT_LOG_PER_HOUR', COUNT, LOGS_PER_HOUR),
      perDay: read('LIMIT_LOG_PER_DAY', COUNT),
    },
    deployment: {
      perHour: read('LIMIT_DEPLOYMENT_PER_HOUR', COUNT, whenDeployed(DEPLOYMENT_PER_HOUR)),
      perDay: read('LIMIT_DEPLOYMENT_PER_DAY', COUNT),
    },
    modelPerDay: read('LIMIT_MODEL_PER_DAY', COUNT),
    spendPerDayMicroUsd: spendUsd === undefined ? undefined : toMicroUsd(spendUsd),
  }
}

interface Kind {
  readonly form: RegExp
  readonly min: number
  readonly max: number
  readonly says: string
}

const COUNT: Kind = { form: /^\d+$/, min: 1, max: MAX_SLOTS, says: `a whole number from 1 to ${MAX_SLOTS}` }
const DOLLARS: Kind = {
  form: /^\d+(?:\.\d+)?$/,
  min: 0.01,
  max: MAX_SPEND_USD,
  says: `a number of dollars from 0.01 to ${MAX_SPEND_USD}`,
}
const ZERO_HINT = `For no limit write "${OFF}"; to close the service, stop it.`
