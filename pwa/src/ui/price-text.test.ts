import { describe, expect, it } from 'vitest'
import { model } from '../fake-server.ts'
import { priceText } from './price-text.ts'

const free = model('stub:a', 'A')
const cheap = model('stub:b', 'B', { price: { usd: 0.04 } })
const ranged = model('stub:c', 'C', { price: { usd: 0.011, maxUsd: 0.17 } })
const { price: _price, ...unknown } = model('stub:d', 'D')

describe('priceText', () => {
  it.each([
    [[free], 'Free'],
    [[cheap], 'about $0.04'],
    [[free, cheap, cheap], 'about $0.08'],
    [[ranged], '$0.011 to $0.17'],
    [[cheap, ranged], '$0.051 to $0.21'],
    [[unknown], 'price unknown'],
    [[unknown, cheap], 'at least $0.04'],
  ])('sums up what one picture of each model costs (%#)', (models, text) => {
    expect(priceText(models)).toBe(text)
  })
})
