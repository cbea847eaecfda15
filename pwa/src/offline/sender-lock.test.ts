import { describe, expect, it } from 'vitest'
import { createSenderLock, type Locks } from './sender-lock.ts'

/** Web Locks for one name, by the rules of the specification for `ifAvailable` and `steal`. */
function createLocks(): Locks {
  let end: ((reason: unknown) => void) | undefined
  return {
    async request(
      _name: string,
      options: LockOptions | LockGrantedCallback<unknown>,
      callback?: LockGrantedCallback<unknown>,
    ) {
      if (typeof options === 'function' || callback === undefined) throw new Error('Only with options here.')
      if (end !== undefined && !options.steal) return callback(null)
      end?.(new DOMException('stolen', 'AbortError'))
      const mine = Promise.withResolvers<never>()
      end = mine.reject
      try {
        return await Promise.race([callback({ name: _name, mode: 'exclusive' }), mine.promise])
      } finally {
        if (end === mine.reject) end = undefined
      }
    },
  }
}

describe('the lock of all senders', () => {
  it('lets one of two work, and tells it that it is alone', async () => {
    const locks = createLocks()
    const lock = createSenderLock(locks, async () => false)
    const work = Promise.withResolvers<string>()
    const first = lock(() => work.promise)
    expect(await lock(async () => 'second')).toBeUndefined()
    work.resolve('first')
    expect(await first).toBe('first')
    expect(await lock(async (isAlone) => isAlone)).toBe(true)
  })

  it('is wrested from a holder whose lease is over, who still ends its work', async () => {
    const locks = createLocks()
    const work = Promise.withResolvers<string>()
    const asleep = createSenderLock(locks, async () => false)(() => work.promise)
    const lock = createSenderLock(locks, async () => true)
    expect(await lock(async (isAlone) => `alone: ${isAlone}`)).toBe('alone: false')
    work.resolve('late')
    expect(await asleep).toBe('late')
  })

  it('throws what the work throws', async () => {
    const lock = createSenderLock(createLocks(), async () => false)
    await expect(lock(() => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  })

  it('is the lease alone where the browser has no locks', async () => {
    const lock = createSenderLock(undefined, async () => false)
    expect(await lock(async (isAlone) => isAlone)).toBe(false)
  })
})
