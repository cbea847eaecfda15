import { createBedrockContext } from './bedrock-context.ts'
import { createBedrockNova } from './bedrock-nova.ts'
import { createBedrockStability } from './bedrock-stability.ts'
import { createBlackForestLabs } from './black-forest-labs.ts'
import { createGemini } from './gemini.ts'
import type { ImageModel, ModelRow } from './image-model.ts'
import { createImagen } from './imagen.ts'
import { createOpenAi } from './openai.ts'
import type { ProviderContext, ProviderRuntime } from './provider-context.ts'
import type { ProviderSettings, Vendor } from './provider-settings.ts'
import { createRecraft } from './recraft.ts'
import { createStability } from './stability.ts'

/** The vendors that this deployment can call: a row to the function that makes its pictures, or undefined. */
export function createVendorModels(
  providers: ProviderSettings,
  runtime: ProviderRuntime,
): (row: ModelRow) => ImageModel | undefined {
  const { vendors } = providers
  const contextOf = (vendor: Vendor): ProviderContext => {
    const { baseUrl, trustedOrigin, key } = vendors[vendor]
    return { ...runtime, baseUrl, ...(trustedOrigin && { trustedOrigin }), ...(key !== undefined && { key }) }
  }
  const bedrock = createBedrockContext(providers, runtime)
  const models: Readonly<Record<Vendor, readonly [ImageModel, Readonly<Record<string, ImageModel>>?]>> = {
    openai: [createOpenAi(contextOf('openai'))],
    gemini: [createGemini(contextOf('gemini')), { imagen: createImagen(contextOf('gemini')) }],
    bedrock: [createBedrockStability(bedrock), { nova: createBedrockNova(bedrock) }],
    stability: [createStability(contextOf('stability'))],
    bfl: [createBlackForestLabs(contextOf('bfl'))],
    recraft: [createRecraft(contextOf('recraft'))],
  }
  return (row) => {
    const vendor = row.provider
    if (!isVendor(vendor) || vendors[vendor].offReason !== undefined) return undefined
    const [usual, families] = models[vendor]
    return families?.[row.family ?? ''] ?? usual
  }

  function isVendor(provider: string): provider is Vendor {
    return Object.hasOwn(models, provider)
  }
}
