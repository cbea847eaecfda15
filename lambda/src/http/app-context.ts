import type { Context } from 'hono'

/** What the middleware leaves for the routes. */
export interface AppEnv {
  Variables: { correlationId: string }
}

export type AppContext = Context<AppEnv>
