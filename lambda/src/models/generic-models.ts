import type { GenericSettings } from './generic-settings.ts'
import type { ImageModel } from './image-model.ts'
import { createOpenAiCompatible } from './openai-compatible.ts'
import { DIALECTS } from './openai-dialects.ts'
import { createProviderRuntime, type ProviderRuntime } from './provider-context.ts'

/** The usable servers of GENERIC_BASE_URL and its like, each by our id of its model. */
export function createGenericModels(
  { servers }: Pick<GenericSettings, 'servers'>,
  runtime: ProviderRuntime = createProviderRuntime(),
): ReadonlyMap<string, ImageModel> {
  return new Map(
    servers.map(({ row, baseUrl, key, dialect }) => {
      const context = { ...runtime, baseUrl, ...(key !== undefined && { key }) }
      return [row.id, createOpenAiCompatible(DIALECTS[dialect], context)]
    }),
  )
}
