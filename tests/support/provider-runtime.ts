import type { ImageRequest, ModelRow } from '../../lambda/src/models/image-model.ts'
import { createProviderRuntime, type ProviderRuntime } from '../../lambda/src/models/provider-context.ts'

export interface TestRuntime {
  readonly runtime: ProviderRuntime
  /** Milliseconds of each pause, none of which was waited for. */
  readonly pauses: number[]
  /** Addresses that were asked, in order. */
  readonly fetched: string[]
}

/** The real network on a clock of its own: pauses pass at once, random numbers are all in the middle. */
export function createTestRuntime(overrides: Partial<ProviderRuntime> = {}): TestRuntime {
  const pauses: number[] = []
  const fetched: string[] = []
  let nowMs = Date.parse('2026-01-01T00:00:00Z')
  const live = createProviderRuntime()
  const send = overrides.fetch ?? live.fetch
  return {
    pauses,
    fetched,
    runtime: {
      ...live,
      now: () => nowMs,
      random: () => 0.5,
      async sleep(ms, signal) {
        signal.throwIfAborted()
        pauses.push(ms)
        nowMs += ms
      },
      ...overrides,
      fetch: (input, init) => {
        fetched.push(String(input))
        return send(input, init)
      },
    },
  }
}

export const TEST_ROW: ModelRow = {
  id: 'generic:ok',
  provider: 'generic',
  vendorModel: 'ok',
  label: 'Test',
  capabilities: { aspectRatios: ['1:1'], seed: false, negativePrompt: false, maxPrompt: 1000 },
  free: false,
  timeoutMs: 60_000,
}

/** A request for a square picture of a lighthouse. */
export function testRequest({ row, ...more }: Partial<ImageRequest> & { row?: Partial<ModelRow> } = {}): ImageRequest {
  return {
    model: { ...TEST_ROW, ...row },
    prompt: 'a lighthouse on a cliff at dusk, oil painting',
    negativePrompt: undefined,
    aspectRatio: '1:1',
    seed: undefined,
    signal: new AbortController().signal,
    ...more,
  }
}
