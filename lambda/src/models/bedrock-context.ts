import type { BedrockContext } from './bedrock-invoke.ts'
import type { ProviderRuntime } from './provider-context.ts'
import type { ProviderSettings } from './provider-settings.ts'

/** Bedrock as the settings say, for pictures and for texts. */
export function createBedrockContext({ vendors, aws }: ProviderSettings, runtime: ProviderRuntime): BedrockContext {
  const { baseUrl, trustedOrigin, key } = vendors.bedrock
  return {
    ...runtime,
    ...aws,
    baseUrl,
    ...(trustedOrigin !== undefined && { trustedOrigin }),
    ...(key !== undefined && { key }),
    secrets: () => Object.values(aws.credentials() ?? {}),
  }
}
