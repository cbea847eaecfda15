import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { isLeftOver, nameOfThisProcess } from './process-name.ts'

const MINUTE_MS = 60_000
const [host, pid, ticks] = nameOfThisProcess().split('~')

describe('the name of a process', () => {
  it('tells a running process, however long its entry lies still', () => {
    expect(isLeftOver(nameOfThisProcess(), 1e9)).toBe(false)
    expect(isLeftOver(`${host}~1~${ticks}`, 0)).toBe(process.platform === 'linux')
  })

  it('tells a process that ended', () => {
    const ended = spawnSync(process.execPath, ['--version'])
    expect(isLeftOver(`${host}~${ended.pid}~${ticks}`, 0)).toBe(true)
  })

  it.runIf(process.platform === 'linux')('tells a process whose id another one has now (needs /proc)', () => {
    expect(isLeftOver(`${host}~${pid}~${Number(ticks) - 1}`, 0)).toBe(true)
  })

  it('goes by the time for another host, whose processes cannot be seen', () => {
    expect(isLeftOver(`elsewhere~${pid}~${ticks}`, MINUTE_MS)).toBe(false)
    expect(isLeftOver(`elsewhere~${pid}~${ticks}`, 11 * MINUTE_MS)).toBe(true)
  })

  it('leaves alone what it does not know', () => {
    expect(isLeftOver('notes', 1e9)).toBe(false)
  })
})
