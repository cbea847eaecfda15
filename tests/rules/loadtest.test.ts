import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isEnded } from '#contract/job.ts'
import { GenerateRequest } from '#contract/prompt.ts'
import { ROUTES } from '#contract/routes.ts'
import { SKETCH_ROWS } from '../../lambda/src/models/sketch-rows.ts'
import { isUnfinished, tellEnd, thinkOfPrompt } from '../../perf/loadtest/person.ts'
import { readPhases, SCENARIOS } from '../../perf/loadtest/run-artillery.ts'
import { readText } from '../support/repository.ts'

const Request = v.object({ url: v.string(), json: v.optional(v.record(v.string(), v.unknown())) })
const Step = v.object({ get: v.optional(Request), post: v.optional(Request) })
const Flow = v.array(v.object({ ...Step.entries, loop: v.optional(v.array(Step)) }))
const Script = v.object({ scenarios: v.tuple([v.object({ flow: Flow })]) })

async function readCalls() {
  const { scenarios } = v.parse(Script, parse(await readText('perf/loadtest/scenario.yml')))
  const steps = scenarios[0].flow.flatMap(({ loop = [], ...step }) => [step, ...loop])
  return steps.flatMap(({ get, post }) => [
    ...(get === undefined ? [] : [{ method: 'GET', ...get }]),
    ...(post === undefined ? [] : [{ method: 'POST', ...post }]),
  ])
}

describe('the load test', () => {
  it('asks for routes of the contract alone', async () => {
    const routes = Object.values(ROUTES).map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, '*')}`)
    const calls = await readCalls()
    expect(calls).toHaveLength(5)
    for (const { method, url } of calls) {
      expect(routes).toContain(`${method} ${url.replace(/\?.*/, '').replaceAll(/\{\{.*?\}\}/g, '*')}`)
    }
  })

  it('sends prompts that the API takes, to all Sketch models and no other', async () => {
    const body = (await readCalls()).find(({ json }) => json !== undefined)?.json
    const person: Parameters<typeof thinkOfPrompt>[0] = { vars: {} }
    await thinkOfPrompt(person)
    const { models } = v.parse(GenerateRequest, { ...body, prompt: person.vars.prompt })
    expect(models?.toSorted()).toEqual(SKETCH_ROWS.map(({ id }) => id).toSorted())
    expect(person.vars.jobId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })

  it('has phases for every scenario', async () => {
    for (const name of SCENARIOS) expect((await readPhases(name)).length, name).toBeGreaterThan(0)
  })

  it.each(['pending', 'in_progress', 'completed', 'partial', 'failed', 'canceled'] as const)(
    'goes on asking for a job that is %s only until it has ended',
    (status) => {
      let goesOn: boolean | undefined
      isUnfinished({ vars: { status, startedAtMs: Date.now() } }, (answer) => {
        goesOn = answer
      })
      expect(goesOn).toBe(!isEnded(status))
    },
  )

  it('counts a job that is not completed', async () => {
    const counted: string[] = []
    const events = { emit: (_kind: string, name: string, value: number) => void counted.push(`${name} ${value}`) }
    await tellEnd({ vars: { status: 'partial', startedAtMs: Date.now() } }, events)
    expect(counted).toEqual(expect.arrayContaining(['jobs.partial 1', 'jobs.not_completed 1']))
  })
})
