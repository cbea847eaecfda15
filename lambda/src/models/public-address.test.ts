import { describe, expect, it } from 'vitest'
import { isPublicAddress } from './public-address.ts'

const PRIVATE = [
  ['this host', '0.0.0.0'],
  ['private', '10.1.2.3'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['carrier-grade NAT, last', '100.127.255.255'],
  ['loopback', '127.0.0.1'],
  ['loopback, last', '127.255.255.255'],
  ['metadata of a cloud', '169.254.169.254'],
  ['private', '172.16.0.1'],
  ['private, last', '172.31.255.255'],
  ['private', '192.168.0.1'],
  ['benchmarks', '198.18.0.1'],
  ['documentation', '203.0.113.7'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
  ['IPv4-mapped in hexadecimal', '::ffff:7f00:1'],
  ['IPv4-mapped public', '::ffff:93.184.215.14'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['unique-local', 'fc00::1'],
  ['unique-local', 'fd12:3456::1'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['public with a zone', '2606:4700::1111%eth0'],
  ['multicast', 'ff02::1'],
  ['documentation', '2001:db8::1'],
  ['Teredo', '2001:0:4136:e378::1'],
  ['6to4 of a private address', '2002:7f00:1::'],
  ['no address', 'localhost'],
  ['nothing', ''],
] as const

describe('an address of the public internet', () => {
  it.each(PRIVATE)('is not %s: %s', (_name, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([
    '1.1.1.1',
    '93.184.215.14',
    '100.63.255.255',
    '172.32.0.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00::1',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})
