import type { Handler } from 'hono'
import type { HealthAnswer } from '#contract/health.ts'
import { KEYS } from '../store/keys.ts'
import type { AppEnv } from './app-context.ts'
import type { Services } from './services.ts'

/** A store or queue that takes longer than this is as good as away. */
const PROBE_LIMIT_MS = 2000
const NONCE = /^[A-Za-z0-9._-]{1,64}$/

/** GET /api/health: answers 200 as long as the API itself runs, and says what it cannot reach and which models are off. */
export function healthRoute({ version, store, queue, registry, problems }: Services): Handler<AppEnv> {
  return async function health(context) {
    const [storeState, queueState] = await Promise.all([probe(store.head(KEYS.probe())), probe(queue.check())])
    const nonce = context.req.query('nonce')
    const answer: HealthAnswer = {
      version,
      store: storeState,
      queue: queueState,
      models: registry.infos().map(({ id, label, provider, available, reason }) => {
        return { id, label, provider, available, ...(reason !== undefined && { reason }) }
      }),
      problems: [...problems, ...registry.problems],
      ...(nonce !== undefined && NONCE.test(nonce) && { nonce }),
    }
    return context.json(answer)
  }
}

async function probe(call: Promise<unknown>): Promise<'ok' | 'unreachable'> {
  const { promise: late, resolve } = Promise.withResolvers<'unreachable'>()
  const timer = setTimeout(() => resolve('unreachable'), PROBE_LIMIT_MS)
  const answer = call.then(
    () => 'ok' as const,
    () => 'unreachable' as const,
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
