import { describe, expect, it } from 'vitest'
import { changeKey, dayFileKey, galleryKey, KEYS, limitSlot, limitWindow } from './keys.ts'
import { ALWAYS_ENDS, RETENTION } from './retention.ts'

const KEYS_OF_ALL_KINDS = [
  ...Object.values(KEYS).map((spell): unknown => Reflect.apply(spell, undefined, ['id', 'run', '640.avif'])),
  galleryKey({ createdAtMs: 1, jobId: 'a', width: 2, height: 3, thumbhash: 'b', run: 'c' }),
  dayFileKey('2026-01-01'),
  changeKey('deleted', { atMs: 1, jobId: 'a' }),
  changeKey('late', { atMs: 1, jobId: 'a' }),
  limitSlot(limitWindow({ scope: 'spend', subject: 'all', window: '2026-01-01' }), 1),
]

describe('the table of retention', () => {
  it('says of each kind of key how long it is kept, and of nothing else', () => {
    const prefixes = Object.keys(RETENTION)
    const found = KEYS_OF_ALL_KINDS.map((key) => prefixes.filter((prefix) => String(key).startsWith(prefix)))
    expect(found.filter((matching) => matching.length !== 1)).toEqual([])
    expect([...new Set(found.flat())].sort()).toEqual(prefixes.sort())
    expect(ALWAYS_ENDS.filter((prefix) => !prefixes.includes(prefix))).toEqual([])
  })

  it.each([7, 30, 730])('has what leads to pictures go before them, and jobs last, at %i days', (days) => {
    const kept = (prefix: string) => RETENTION[prefix]?.(days) ?? 0
    for (const listed of ['gallery/', 'index/', 'site/share/']) expect(kept(listed)).toBeLessThan(kept('images/'))
    expect(kept('jobs/')).toBeGreaterThanOrEqual(kept('images/'))
    // A device asks before it sends a prompt that is older than 14 days; its id has to be known until then.
    expect(kept('jobs/')).toBeGreaterThan(14)
  })
})
