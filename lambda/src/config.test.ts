import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const problemsOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('the configuration', () => {
  it('needs nothing but a folder', () => {
    expect(readConfig({ DATA_DIR: '/tmp/x' })).toMatchObject({
      storage: { kind: 'files', folder: '/tmp/x' },
      publishByDefault: true,
      logsPerHour: 120,
    })
  })

  it('reports every problem together, by the name of the variable', () => {
    const problems = problemsOf({ LOG_LEVEL: 'LOUD', LIMIT_LOG_PER_HOUR: '0' })
    for (const name of ['BUCKET_NAME', 'QUEUE_URL', 'AWS_REGION', 'LOG_LEVEL', 'LIMIT_LOG_PER_HOUR']) {
      expect(problems.some((problem) => problem.includes(name))).toBe(true)
    }
  })

  it('never repeats a value', () => {
    expect(problemsOf({ DATA_DIR: 'd', LOG_LEVEL: 'sk-secret' }).join()).not.toContain('sk-secret')
  })

  it('makes a deployment choose who sees its pictures', () => {
    const aws = { BUCKET_NAME: 'b', QUEUE_URL: 'q', AWS_REGION: 'r' }
    expect(problemsOf(aws)).toEqual(['GALLERY_DEFAULT is missing.'])
    expect(readConfig({ ...aws, GALLERY_DEFAULT: 'private' }).publishByDefault).toBe(false)
  })

  it('takes "off" for a limit, and an empty variable as one that is not set', () => {
    expect(readConfig({ DATA_DIR: 'd', LIMIT_LOG_PER_HOUR: 'off', LOG_LEVEL: '' }).logsPerHour).toBeUndefined()
  })
})
