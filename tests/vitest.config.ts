import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { plantedDefect } from './support/planted-defect.ts'

const conformance = ['lambda/src/{store,queue}/**/*.test.ts']
const radosgw = ['lambda/src/store/*.radosgw.test.ts']

/** One project per suite of tests/run.ts. Files run side by side, one worker per core. */
export default defineConfig({
  plugins: [plantedDefect(process.env.PLANTED_DEFECT)],
  test: {
    // What is kept between runs must never hold a planted defect.
    fsModuleCache: process.env.PLANTED_DEFECT === undefined,
    root: fileURLToPath(new URL('..', import.meta.url)),
    // Shared machines stand still for a second now and then; what never comes is found out all the same.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['lambda/**/*.test.ts', 'edge/**/*.test.ts', 'infra/**/*.test.ts', 'perf/**/*.test.ts'],
          exclude: conformance,
        },
      },
      { extends: true, test: { name: 'conformance', include: conformance, exclude: radosgw, testTimeout: 30_000 } },
      { extends: true, test: { name: 'radosgw', include: radosgw, testTimeout: 60_000, hookTimeout: 120_000 } },
      {
        extends: true,
        test: { name: 'api', include: ['tests/{api,aws,rules}/**/*.test.ts'], testTimeout: 30_000 },
      },
      { extends: true, test: { name: 'simulation', include: ['tests/simulation/**/*.test.ts'] } },
      { extends: true, test: { name: 'components', include: ['pwa/src/**/*.test.{ts,tsx}'], testTimeout: 15_000 } },
      {
        extends: true,
        test: {
          name: 'offline',
          include: ['tests/offline/**/*.spec.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/e2e/**/*.spec.ts'],
          globalSetup: ['tests/support/built-app.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A browser beside other work; tests/run.ts names each that needed it.
          retry: 1,
        },
      },
    ],
  },
})
