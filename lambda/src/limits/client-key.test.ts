import { describe, expect, it } from 'vitest'
import { clientKeyOf } from './client-key.ts'

const key = (address: string | undefined) => clientKeyOf(address, 'a-salt-of-some-length')

describe('the key of a client', () => {
  it('says nothing of the address, and is another one with another salt', () => {
    expect(key('203.0.113.9')).toMatch(/^[0-9a-f]{32}$/)
    expect(key('203.0.113.9')).not.toBe(clientKeyOf('203.0.113.9', 'another-salt'))
    expect(key('203.0.113.9')).not.toBe(key('203.0.113.10'))
  })

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['2001:db8::', '2001:0db8:0000:0000:1:2:3:4'],
    ['::1', '::2'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::9'],
    ['fe80::1%eth0', 'fe80::2%eth1'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
  ])('is one for %s and %s', (one, other) => {
    expect(key(one)).toBe(key(other))
  })

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['::ffff:203.0.113.9', '::ffff:203.0.113.10'],
  ])('is not one for %s and %s', (one, other) => {
    expect(key(one)).not.toBe(key(other))
  })

  it('is one for all whose address is not known', () => {
    expect(key(undefined)).toBe(key(undefined))
  })
})
