import { createHash } from 'node:crypto'

const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]{16,200})$/

/**
 * The hash that a job keeps of the key of the device that made it, from an Authorization header. Another scheme, such as
 * a proxy's own Basic credentials, is nobody's owner key and is left alone.
 */
export function ownerHashOf(authorization: string | undefined): string | undefined {
  const key = BEARER.exec(authorization ?? '')?.[1]
  return key === undefined ? undefined : createHash('sha256').update(key).digest('hex')
}
