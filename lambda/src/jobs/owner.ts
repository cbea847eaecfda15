import { createHash, timingSafeEqual } from 'node:crypto'

/** A key as a Bearer header carries it (RFC 6750); a shorter one could be guessed. */
export const BEARER_KEY = /^[A-Za-z0-9._~+/=-]{16,200}$/

const SCHEME = 'Bearer '

/**
 * The hash that a job keeps of the key of the device that made it, from an Authorization header. Another scheme, such as
 * a proxy's own Basic credentials, is nobody's owner key and is left alone.
 */
export function ownerHashOf(authorization: string | undefined): string | undefined {
  const key = authorization?.startsWith(SCHEME) ? authorization.slice(SCHEME.length) : ''
  return BEARER_KEY.test(key) ? hashOf(key) : undefined
}

/** Who asks for a change of a job. */
export interface Caller {
  readonly ownerHash: string | undefined
  /** The hash of ADMIN_TOKEN, where the deployment has one: who holds it may change every job. */
  readonly adminHash: string | undefined
}

/** Whether a caller made the job or runs the deployment. Compared in constant time. */
export function mayChange(job: { readonly ownerHash?: string | undefined }, { ownerHash, adminHash }: Caller): boolean {
  return isSame(ownerHash, job.ownerHash) || isSame(ownerHash, adminHash)
}

export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

function isSame(given: string | undefined, wanted: string | undefined): boolean {
  if (given === undefined || wanted === undefined) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
}
