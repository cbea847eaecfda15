import { describe, expect, it } from 'vitest'
import { readLimitSettings } from './limit-settings.ts'

function read(environment: Record<string, string> = {}, isDeployed = false) {
  const problems: string[] = []
  return { settings: readLimitSettings(environment, { isDeployed, problems }), problems }
}

describe('the settings of limits', () => {
  it("limit reports alone on somebody's own machine", () => {
    const none = { perHour: undefined, perDay: undefined }
    expect(read().settings).toEqual({
      ...{ generate: none, enhance: none, deployment: none, log: { perHour: 120, perDay: undefined } },
      ...{ modelPerDay: undefined, spendPerDayMicroUsd: undefined },
    })
  })

  it('limit strangers where they can reach the program', () => {
    const { settings, problems } = read({}, true)
    expect(settings.generate.perDay).toBe(50)
    expect(settings.enhance.perDay).toBe(50)
    expect(settings.deployment.perHour).toBe(1000)
    expect(problems).toEqual([])
  })

  it('take a number, and "off" for none', () => {
    const environment = { LIMIT_GENERATE_PER_DAY: 'off', LIMIT_MODEL_PER_DAY: '7', SPEND_PER_DAY_USD: '2.50' }
    const { settings, problems } = read(environment, true)
    expect(settings.generate.perDay).toBeUndefined()
    expect(settings.modelPerDay).toBe(7)
    expect(settings.spendPerDayMicroUsd).toBe(2_500_000)
    expect(problems).toEqual([])
  })

  it.each([
    ['LIMIT_GENERATE_PER_HOUR', '0'],
    ['LIMIT_GENERATE_PER_HOUR', '-1'],
    ['LIMIT_ENHANCE_PER_DAY', 'many'],
    ['LIMIT_DEPLOYMENT_PER_DAY', '1.5'],
    ['LIMIT_LOG_PER_HOUR', '10001'],
    ['SPEND_PER_DAY_USD', '0'],
    ['SPEND_PER_DAY_USD', '$5'],
  ])('name %s where it is "%s"', (name, value) => {
    const { problems } = read({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(name)
  })
})
