import { afterEach, expect, it, vi } from 'vitest'
import { createLogger, type LogLevel } from './logger.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

/** The messages that reach the log of a program with this level. */
function linesAt(level: LogLevel): string[] {
  const lines: string[] = []
  for (const method of ['debug', 'info', 'warn', 'error', 'log'] as const) {
    vi.spyOn(console, method).mockImplementation((line: string) => void lines.push(JSON.parse(line).message))
  }
  const log = createLogger({ service: 'test', level })
  for (const each of ['debug', 'info', 'warn', 'error'] as const) log[each](each)
  return lines
}

it.each([
  ['DEBUG', ['debug', 'info', 'warn', 'error']],
  ['INFO', ['info', 'warn', 'error']],
  ['ERROR', ['error']],
  ['SILENT', []],
] as const)('writes what is as important as %s, and more', (level, lines) => {
  vi.stubEnv('POWERTOOLS_DEV', 'true')
  expect(linesAt(level)).toEqual(lines)
})

it('keeps to its own level where Lambda lets everything through', () => {
  vi.stubEnv('POWERTOOLS_DEV', 'true')
  vi.stubEnv('AWS_LAMBDA_LOG_LEVEL', 'DEBUG')
  expect(linesAt('INFO')).toEqual(['info', 'warn', 'error'])
})
