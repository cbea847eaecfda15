import type { ImageModel, ImageRequest, ModelRow } from '../../lambda/src/models/image-model.ts'
import type { ProviderContext } from '../../lambda/src/models/provider-context.ts'
import { createTestRuntime, testRequest } from '../support/provider-runtime.ts'
import { type ReplayedRequest, startReplayServer } from './replay-server.ts'

export interface SentRequest {
  readonly create: (context: ProviderContext) => ImageModel
  readonly row: Partial<ModelRow>
  readonly request?: Partial<ImageRequest>
}

/** The request that a provider sends, and the codes of the warnings that come back with it. */
export async function sentBody({ create, row, request }: SentRequest): Promise<{
  readonly request: ReplayedRequest
  readonly warnings: readonly string[]
}> {
  const server = await startReplayServer([])
  const { runtime } = createTestRuntime()
  try {
    const model = create({ ...runtime, baseUrl: server.origin, trustedOrigin: server.origin, key: 'a-key' })
    const { warnings } = await model(testRequest({ ...request, row }))
    const [sent] = server.requests
    if (sent === undefined) throw new Error('nothing was sent')
    return { request: sent, warnings: warnings.map((warning) => warning.code) }
  } finally {
    await server.close()
  }
}
