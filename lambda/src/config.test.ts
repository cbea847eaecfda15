import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const CLIENT_KEY_SALT = 'salt-of-the-tests'

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
  it('needs nothing but a folder and a salt', () => {
    expect(readConfig({ DATA_DIR: '/tmp/x', CLIENT_KEY_SALT })).toMatchObject({
      storage: { kind: 'files', folder: '/tmp/x' },
      publishByDefault: true,
      limits: { log: { perHour: 120 } },
      clientKeySalt: CLIENT_KEY_SALT,
    })
  })

  it('reports every problem together, by the name of the variable', () => {
    const problems = problemsOf({ LOG_LEVEL: 'LOUD', LIMIT_LOG_PER_HOUR: '0', RETENTION_DAYS: 'a month' })
    const names = [
      'BUCKET_NAME',
      'QUEUE_URL',
      'DELETION_QUEUE_URL',
      'AWS_REGION',
      'LOG_LEVEL',
      'RETENTION_DAYS',
      'LIMIT_LOG_PER_HOUR',
      'CLIENT_KEY_SALT',
    ]
    for (const name of names) {
      expect(problems.some((problem) => problem.includes(name))).toBe(true)
    }
  })

  it.each([
    ['PUBLIC_URL', 'my-pictures.test'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'https://pictures.example/app?x=1'],
    ['PUBLIC_URL', 'https://user:password@pictures.example'],
    ['ORIGIN_SECRET', 'too-short'],
    ['ORIGIN_SECRET', `${'s'.repeat(32)},too short`],
    ['DISTRIBUTION_ID', 'arn:aws:cloudfront::1:distribution/E1'],
  ])('refuses %s=%s', (name, value) => {
    const problems = problemsOf({ DATA_DIR: 'd', CLIENT_KEY_SALT, [name]: value })
    expect(problems).toEqual([expect.stringContaining(name)])
    expect(problems.join()).not.toContain(value)
  })

  it('takes an address and a distribution as they are copied', () => {
    const settings = { PUBLIC_URL: 'https://Pictures.example/', DISTRIBUTION_ID: ' E1ABC ' }
    expect(readConfig({ DATA_DIR: 'd', CLIENT_KEY_SALT, ...settings })).toMatchObject({
      publicUrl: 'https://pictures.example',
      distributionId: 'E1ABC',
    })
  })

  it('takes two secrets of the edge while they change, and none where there is no edge', () => {
    const [one, other] = ['a'.repeat(32), 'b'.repeat(32)]
    const read = (ORIGIN_SECRET: string) => readConfig({ DATA_DIR: 'd', CLIENT_KEY_SALT, ORIGIN_SECRET }).originSecrets
    expect(read(`${one}, ${other}`)).toEqual([one, other])
    expect(read(`${one},`)).toEqual([one])
    expect(read('')).toEqual([])
  })

  it('never repeats a value', () => {
    expect(problemsOf({ DATA_DIR: 'd', LOG_LEVEL: 'sk-secret' }).join()).not.toContain('sk-secret')
  })

  it('makes a deployment choose who sees its pictures', () => {
    const aws = { BUCKET_NAME: 'b', QUEUE_URL: 'q', DELETION_QUEUE_URL: 'd', AWS_REGION: 'r', CLIENT_KEY_SALT }
    expect(problemsOf(aws)).toEqual(['GALLERY_DEFAULT is missing.'])
    expect(readConfig({ ...aws, GALLERY_DEFAULT: 'private' }).publishByDefault).toBe(false)
  })

  it('takes an empty variable as one that is not set', () => {
    expect(readConfig({ DATA_DIR: 'd', CLIENT_KEY_SALT, LOG_LEVEL: '' }).logLevel).toBe('INFO')
    expect(problemsOf({ DATA_DIR: 'd', CLIENT_KEY_SALT: ' ' })).toEqual(['CLIENT_KEY_SALT is missing.'])
  })

  it('takes no salt that could be guessed', () => {
    expect(problemsOf({ DATA_DIR: 'd', CLIENT_KEY_SALT: 'pepper' })).toEqual([
      'CLIENT_KEY_SALT needs at least 16 characters.',
    ])
  })

  it('limits strangers on AWS and nobody on a machine of their own', () => {
    const aws = {
      BUCKET_NAME: 'b',
      QUEUE_URL: 'q',
      DELETION_QUEUE_URL: 'd',
      AWS_REGION: 'r',
      GALLERY_DEFAULT: 'private',
      CLIENT_KEY_SALT,
    }
    expect(readConfig(aws).limits.generate.perDay).toBe(50)
    expect(readConfig({ DATA_DIR: 'd', CLIENT_KEY_SALT }).limits.generate.perDay).toBeUndefined()
  })
})
