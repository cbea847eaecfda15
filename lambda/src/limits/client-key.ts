import { createHmac } from 'node:crypto'

/** All callers without an address share one key, and so one limit: an unknown caller is no way around it. */
const UNKNOWN = 'unknown'
/** 128 bits: no two addresses meet, and keys stay short. */
const KEY_CHARS = 32

/**
 * What stands for a caller in keys of limits: a keyed hash, so that nobody who reads the store learns an address.
 * IPv6 addresses count by their first 64 bits, which is what one customer has; every address in it is theirs to pick.
 * @param address as the platform saw it, never as a client wrote it
 */
export function clientKeyOf(address: string | undefined, salt: string): string {
  const network = networkOf(address ?? '')
  if (network === undefined) return UNKNOWN
  return createHmac('sha256', salt).update(network).digest('hex').slice(0, KEY_CHARS)
}

function networkOf(address: string): string | undefined {
  const v4 = parseV4(address)
  if (v4 !== undefined) return v4.join('.')
  const groups = parseV6(address)
  if (groups === undefined) return undefined
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return groups.slice(6).flatMap(bytesOf).join('.')
  return groups.slice(0, 4).map(toHex).join(':')
}

const BYTE = /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/

function parseV4(text: string): number[] | undefined {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => BYTE.test(part)) ? parts.map(Number) : undefined
}

const GROUP = /^[0-9a-f]{1,4}$/i
const GROUPS = 8

/** The eight groups of an IPv6 address in any of its spellings (RFC 4291, section 2.2), a zone left out. */
function parseV6(text: string): number[] | undefined {
  const address = withoutV4Tail(text.replace(/%.*$/, ''))
  const halves = address?.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [head, tail, more] = halves ?? []
  if (head === undefined || more !== undefined) return undefined
  const given = [...head, ...(tail ?? [])]
  const missing = GROUPS - given.length
  const isComplete = tail === undefined ? missing === 0 : missing > 0
  if (!isComplete || !given.every((group) => GROUP.test(group))) return undefined
  const filled = [...head, ...Array.from({ length: missing }, () => '0'), ...(tail ?? [])]
  return filled.map((group) => Number.parseInt(group, 16))
}

/** `::ffff:192.0.2.1` as `::ffff:c000:201`. */
function withoutV4Tail(text: string): string | undefined {
  if (!text.includes('.')) return text
  const at = text.lastIndexOf(':') + 1
  const [a, b, c, d] = parseV4(text.slice(at)) ?? []
  if (at === 0 || a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  return `${text.slice(0, at)}${toHex(a * 256 + b)}:${toHex(c * 256 + d)}`
}

function toHex(group: number): string {
  return group.toString(16)
}

function bytesOf(group: number): number[] {
  return [group >> 8, group & 0xff]
}
