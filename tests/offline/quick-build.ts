import { buildApp } from '../support/build-app.ts'

/** What is shortened: file, what stands there, what stands in its place. The relations between the times stay. */
const TIMES = [
  ['contract/limits.ts', 'clientTimeoutMs: 30_000', 'clientTimeoutMs: 1000'],
  ['offline/outbox-timing.ts', 'backOffBaseMs: 2000', 'backOffBaseMs: 40'],
  ['offline/outbox-timing.ts', 'backOffCapMs: 60_000', 'backOffCapMs: 800'],
] as const

/** How long the shortened app waits for an answer, milliseconds. */
export const QUICK_TIMEOUT_MS = 1000
/** How long it lets a sender hold a prompt, by the same relation as in the published app. */
export const QUICK_LEASE_MS = 3 * QUICK_TIMEOUT_MS

/** The app with shorter times, so that a schedule of faults takes seconds: everything else is what is published. */
export async function buildQuickApp(outDir: string): Promise<void> {
  const made = new Set<string>()
  await buildApp({
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: 'quick',
        enforce: 'pre',
        transform(code, id) {
          const own = TIMES.filter(([file]) => id.endsWith(file))
          return own.reduce((text, [, find, put]) => {
            if (text.includes(find)) made.add(find)
            return text.replace(find, put)
          }, code)
        },
      },
    ],
  })
  if (made.size !== TIMES.length)
    throw new Error('A time of the app has moved; tests/offline/quick-build.ts has to follow.')
}
