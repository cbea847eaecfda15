import type { HttpBindings } from '@hono/node-server'

/** What an origin of the local stack is told beside the request, which the edge may have changed. */
export interface OriginEnv {
  Bindings: HttpBindings & {
    /** The path as the viewer asked for it. */
    readonly viewerUri: string
  }
}
