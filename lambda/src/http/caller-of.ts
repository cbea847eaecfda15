import { type Caller, ownerHashOf } from '../jobs/owner.ts'
import type { AppContext } from './app-context.ts'
import type { Services } from './services.ts'

/** Who asks for a change, by the key that came with the call. */
export function callerOf({ adminHash }: Pick<Services, 'adminHash'>, context: AppContext): Caller {
  return { ownerHash: ownerHashOf(context.req.header('Authorization')), adminHash }
}
