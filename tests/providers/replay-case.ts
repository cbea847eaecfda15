import { sniffMediaType } from '../../lambda/src/images/sniff-media-type.ts'
import type { ImageModel, ImageOutcome, ModelRow } from '../../lambda/src/models/image-model.ts'
import type { ProviderContext } from '../../lambda/src/models/provider-context.ts'
import { createTestRuntime, TEST_ROW, testRequest } from '../support/provider-runtime.ts'
import type { ProviderCase } from './provider-case.ts'
import { type ReplayedRequest, startReplayServer } from './replay-server.ts'

export const REPLAY_KEY = 'planted-Key-0123456789'

export interface ReplaySetting {
  readonly create: (context: ProviderContext) => ImageModel
  /** What the base URL holds after the origin, such as `/v1`. */
  readonly basePath: string
  readonly row?: Partial<ModelRow>
}

export interface ReplayedCase {
  readonly outcome: ImageOutcome
  readonly requests: readonly ReplayedRequest[]
  /** What the server had to find fault with; empty where every request was the expected one. */
  readonly complaints: readonly string[]
  /** Milliseconds of each pause, none of which was waited for. */
  readonly pauses: readonly number[]
}

/** Plays one case to a provider over real HTTP, on a clock of its own; the row takes every control. */
export async function replayCase(
  { steps, modelId, request }: ProviderCase,
  { create, basePath, row }: ReplaySetting,
): Promise<ReplayedCase> {
  const server = await startReplayServer(steps)
  const { runtime, pauses } = createTestRuntime()
  try {
    const { origin, requests } = server
    const model = create({ ...runtime, baseUrl: `${origin}${basePath}`, trustedOrigin: origin, key: REPLAY_KEY })
    const [provider = '', vendorModel = ''] = modelId.split(/:(.*)/)
    const capabilities = { ...TEST_ROW.capabilities, seed: true, negativePrompt: true }
    const outcome = await model(
      testRequest({ ...request, row: { id: modelId, provider, vendorModel, capabilities, ...row } }),
    )
    return { outcome, requests, complaints: requests.flatMap(({ complaint }) => complaint ?? []), pauses }
  } finally {
    await server.close()
  }
}

/** An outcome in the words of `ProviderCase.expected`. */
export function summaryOf({ outcome, requests }: Pick<ReplayedCase, 'outcome' | 'requests'>) {
  const calls = requests.length
  if (outcome.status === 'failed') {
    const { kind, retryable, retryAfterMs } = outcome
    return { kind, calls, retryable, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
  const { bytes, seed, cost, revisedPrompt } = outcome
  return {
    kind: 'image' as const,
    calls,
    mimeType: sniffMediaType(bytes),
    ...(seed !== undefined && { seed }),
    ...(cost !== undefined && { costMicroUsd: cost.microUsd, costSource: cost.source }),
    ...(revisedPrompt !== undefined && { revisedPrompt }),
  }
}
