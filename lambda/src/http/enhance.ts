import type { Handler } from 'hono'
import { EnhanceRequest } from '#contract/enhance.ts'
import type { Enhance } from '../enhance/enhance-prompt.ts'
import type { AppContext, AppEnv } from './app-context.ts'
import { checkLength } from './check-length.ts'
import { parseBody } from './parse-body.ts'

export interface EnhanceRouteServices {
  readonly enhance: Enhance
  readonly safety: {
    /** @throws AppError INAPPROPRIATE_CONTENT */
    readonly check: (texts: readonly string[]) => Promise<void>
  }
  /** @throws AppError RATE_LIMIT_EXCEEDED */
  readonly takeEnhanceTurn: (context: AppContext) => Promise<void>
}

/** POST /api/enhance: a better text for a prompt, for the person to choose. Whatever fails behind it is a 200 with the original. */
export function enhanceRoute({ enhance, safety, takeEnhanceTurn }: EnhanceRouteServices): Handler<AppEnv> {
  return async function enhancePrompt(context) {
    const { value } = await parseBody(context, EnhanceRequest)
    const prompt = checkLength(value.prompt)
    // Before the limit: a prompt that is stopped here costs no turn.
    await safety.check([prompt])
    await takeEnhanceTurn(context)
    return context.json(await enhance(prompt, context.req.raw.signal))
  }
}
