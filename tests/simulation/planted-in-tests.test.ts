import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { DEFECTS_OF_TESTS } from './planted-in-tests.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const Ended = v.object({ code: v.number(), stdout: v.string(), stderr: v.string() })

/** Runs the tests of one file in a process of their own, with a change planted in the sources as they are loaded. */
async function runTests(test: string, defect?: object): Promise<v.InferOutput<typeof Ended>> {
  const environment = { ...process.env, ...(defect && { PLANTED_DEFECT: JSON.stringify(defect) }) }
  const flags = ['run', '--config', 'tests/vitest.config.ts', '--project', 'components', test]
  try {
    const options = { cwd: ROOT, env: environment }
    return { code: 0, ...(await promisify(execFile)('node_modules/.bin/vitest', flags, options)) }
  } catch (error) {
    return v.parse(Ended, error)
  }
}

describe('a planted defect is noticed by its test', () => {
  it.each(DEFECTS_OF_TESTS)('$name', { timeout: 60_000 }, async ({ file, find, replace, test }) => {
    const { code, stdout, stderr } = await runTests(test, { file: `/pwa/src/offline/${file}`, find, replace })
    // Tests have run, and failed; a file that does not load would prove nothing.
    expect([code, /Tests .*\d+ failed/.test(stdout), stderr]).toEqual([1, true, expect.stringContaining('FAIL')])
  })

  it('and by nothing else than the defect', { timeout: 60_000 }, async () => {
    const tests = [...new Set(DEFECTS_OF_TESTS.map(({ test }) => test))]
    const outcomes = await Promise.all(tests.map((test) => runTests(test)))
    expect(outcomes.map(({ code }) => code)).toEqual(tests.map(() => 0))
  })
})
