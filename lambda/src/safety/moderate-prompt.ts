import * as v from 'valibot'
import { parseAnswer } from '../models/classify-response.ts'
import { exchange } from '../models/exchange.ts'
import { bearer, JSON_HEADERS } from '../models/json-headers.ts'
import type { ProviderContext } from '../models/provider-context.ts'

/** `unavailable`: nobody can say, and the check of words decides alone. */
export type Moderation =
  | { readonly status: 'clean' }
  | { readonly status: 'flagged'; readonly categories: readonly string[]; readonly isBlocked: boolean }
  | { readonly status: 'unavailable' }

export type Moderate = (text: string) => Promise<Moderation>

const LIMIT_MS = 3000
const MODEL = 'omni-moderation-latest'

/** A flag here blocks, whatever its score. */
const ALWAYS = new Set(['sexual/minors'])
/** Scores from 0 to 1 from which a flag of these blocks. `violence` alone is common for harmless art, and never does. */
const FROM_SCORE: Readonly<Record<string, number>> = {
  sexual: 0.8,
  'violence/graphic': 0.9,
  hate: 0.8,
  'hate/threatening': 0.6,
  'self-harm': 0.9,
  'self-harm/intent': 0.8,
  'self-harm/instructions': 0.6,
}

const Answer = v.object({
  results: v.pipe(
    v.array(
      v.object({
        flagged: v.boolean(),
        categories: v.record(v.string(), v.boolean()),
        category_scores: v.fallback(v.record(v.string(), v.number()), {}),
      }),
    ),
    v.minLength(1),
  ),
})

/** OpenAI's moderation of a text, which costs nothing: one call, 3 s at most, never repeated. Trouble is a value. */
export function createModerator(context: ProviderContext): Moderate {
  return async function moderate(text) {
    const signal = AbortSignal.timeout(LIMIT_MS)
    const call = { context, modelId: MODEL, signal, deadlineAtMs: context.now() + LIMIT_MS }
    const answer = await exchange(call, {
      method: 'POST',
      url: `${context.baseUrl}/moderations`,
      headers: { ...bearer(context), ...JSON_HEADERS },
      body: JSON.stringify({ model: MODEL, input: text }),
    })
    const verdict = answer.status === 'answered' && answer.httpStatus === 200 ? parseAnswer(Answer, answer) : undefined
    if (verdict !== undefined) return verdictOf(verdict)
    const why = answer.status === 'answered' ? { httpStatus: answer.httpStatus } : { reason: answer.reason }
    context.log?.warn('moderation-unavailable', why)
    return { status: 'unavailable' }
  }
}

function verdictOf({ results }: v.InferOutput<typeof Answer>): Moderation {
  const flagged = results.filter((result) => result.flagged)
  if (flagged.length === 0) return { status: 'clean' }
  const found = flagged.flatMap(({ categories, category_scores: scores }) => {
    const names = Object.keys(categories).filter((name) => categories[name])
    return names.map((name) => ({ name, score: scores[name] ?? 0 }))
  })
  const isBlocked = found.some(
    ({ name, score }) => ALWAYS.has(name) || score >= (FROM_SCORE[name] ?? Number.POSITIVE_INFINITY),
  )
  return { status: 'flagged', categories: [...new Set(found.map(({ name }) => name))], isBlocked }
}
