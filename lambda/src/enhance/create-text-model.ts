import { createBedrockContext } from '../models/bedrock-context.ts'
import type { ProviderRuntime } from '../models/provider-context.ts'
import type { ProviderSettings } from '../models/provider-settings.ts'
import { createBedrockConverse } from './bedrock-converse.ts'
import { createChatCompletions } from './chat-completions.ts'
import type { EnhanceSettings } from './enhance-settings.ts'
import type { TextModel } from './text-model.ts'

interface TextModelSettings {
  readonly enhance: EnhanceSettings | undefined
  readonly providers: ProviderSettings
}

/** The language model that this deployment improves prompts with, or undefined: the built-in rules do it. */
export function createTextModel(
  { enhance, providers }: TextModelSettings,
  runtime: ProviderRuntime,
): TextModel | undefined {
  switch (enhance?.kind) {
    case undefined:
      return undefined
    case 'chat': {
      const { baseUrl, key, model, maxTokensField } = enhance
      const context = { ...runtime, baseUrl, ...(key !== undefined && { key }) }
      return createChatCompletions({ context, model, maxTokensField })
    }
    case 'bedrock':
      return createBedrockConverse(createBedrockContext(providers, runtime), { model: enhance.model })
    default:
      return enhance satisfies never
  }
}
