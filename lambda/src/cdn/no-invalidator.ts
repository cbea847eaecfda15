import type { Log } from '../observability/log.ts'
import type { Invalidator } from './invalidator.ts'

/** For a place without a CDN: there is nothing to forget. */
export function createNoInvalidator(log: Log): Invalidator {
  return {
    async invalidate({ paths }) {
      log.debug('nothing-to-invalidate', { paths })
    },
  }
}
