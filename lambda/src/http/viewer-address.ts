import type { AppContext } from './app-context.ts'

/** Written by the edge on every request to the API, in place of what a client sent under this name. */
export const VIEWER_ADDRESS_HEADER = 'X-Viewer-Address'

/** Where a request came from, as the edge saw it. To be believed only where no request comes around the edge. */
export function viewerAddress(context: AppContext): string | undefined {
  return context.req.header(VIEWER_ADDRESS_HEADER)
}
