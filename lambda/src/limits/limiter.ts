import { AppError } from '#contract/errors.ts'
import type { Log } from '../observability/log.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { LimitSettings } from './limit-settings.ts'
import { createQueues } from './one-by-one.ts'
import { createTurnPlanner, type PricedModel, type Step, type Turn } from './plan-turns.ts'
import { isKnownFull, takeSlots } from './take-slots.ts'

interface Call {
  /** As the platform saw it; undefined shares one limit with every other caller whose address is not known. */
  readonly address: string | undefined
}

/**
 * Counts what costs money or work, exactly, however many processes count. What has its turn keeps it: the same id asked
 * again takes nothing more, also after a crash. Limits are asked one after the other, an address's own first; where a
 * later one refuses, the turns before it stay taken for their id, which finds them again when it repeats.
 *
 * Every method throws AppError RATE_LIMIT_EXCEEDED where the address or all callers together have had their turns, with
 * `retryAfterSeconds` and `resetsAt`; and what the store throws, since a limit that cannot be asked allows nothing.
 */
export interface Limiter {
  /**
   * A new job, before it is written: one turn of the address, of the deployment and of each model, and its price.
   * @throws AppError RATE_LIMIT_EXCEEDED, MODEL_LIMIT_REACHED (with `models`, the ids), SPENDING_LIMIT_REACHED
   */
  generate(job: Call & { readonly jobId: string; readonly models: readonly PricedModel[] }): Promise<void>
  /** One more attempt, which counts like a prompt with one model. @throws AppError as generate */
  retry(attempt: Call & { readonly jobId: string; readonly run: string; readonly model: PricedModel }): Promise<void>
  /** @param call.id minted by the server for each call: an id that a client may choose would count once for all its calls */
  enhance(call: Call & { readonly id: string }): Promise<void>
  /** The deployment's own limit leaves these out: reports of trouble must not stop prompts. @param call.id as for enhance */
  log(call: Call & { readonly id: string }): Promise<void>
}

interface LimiterOptions {
  readonly store: ObjectStore
  readonly now: () => number
  readonly settings: LimitSettings
  /** Keys the hashes of addresses; see client-key.ts. */
  readonly salt: string
  readonly log: Log
}

export function createLimiter({ store, now, settings, salt, log }: LimiterOptions): Limiter {
  const plan = createTurnPlanner(settings, salt)
  const oneByOne = createQueues()

  async function take(steps: readonly Step[], nowMs: number): Promise<void> {
    // What is known to be full refuses before anything is taken, so that a day without money costs nobody their turns.
    for (const step of steps) refuse(step.filter(isKnownFull), nowMs)
    for (const step of steps) {
      const outcomes = await Promise.all(step.map(takeTurn))
      const full = step.filter((_turn, at) => outcomes[at]?.status !== 'taken')
      refuse(full, nowMs)
    }
  }

  /** Who needs several slots does not race for them here: two who both come too short would leave slots that serve nobody. */
  function takeTurn(turn: Turn) {
    if ((turn.count ?? 1) === 1) return takeSlots(store, turn)
    return oneByOne(turn.window, () => takeSlots(store, turn))
  }

  function refuse(full: Step, nowMs: number): void {
    const [first] = full
    if (first === undefined) return
    const { scope, code, endsAtMs, limit } = first
    const models = full.flatMap(({ model }) => model ?? [])
    const which = models.length > 0 ? { models } : {}
    log.info('limit-reached', { scope, limit, ...which })
    throw new AppError(code, {
      retryAfterSeconds: Math.ceil((endsAtMs - nowMs) / 1000),
      resetsAt: new Date(endsAtMs).toISOString(),
      ...which,
    })
  }

  async function takeRuns(id: string, { address }: Call, models: readonly PricedModel[]): Promise<void> {
    const nowMs = now()
    const own = plan.ofAddress('generate', { address, id }, nowMs)
    await take([...own, ...plan.ofAll(id, nowMs), ...plan.ofRuns(models, id, nowMs)], nowMs)
  }

  return {
    generate: (job) => takeRuns(job.jobId, job, job.models),
    retry: (attempt) => takeRuns(`${attempt.jobId}/${attempt.run}`, attempt, [attempt.model]),
    async enhance(call) {
      const nowMs = now()
      await take([...plan.ofAddress('enhance', call, nowMs), ...plan.ofAll(call.id, nowMs)], nowMs)
    },
    async log(call) {
      const nowMs = now()
      await take(plan.ofAddress('log', call, nowMs), nowMs)
    },
  }
}
