import * as v from 'valibot'
import { ApiKey, BaseUrl } from '../models/setting-schemas.ts'

/** The language model that improves prompts. */
export type EnhanceSettings =
  | {
      readonly kind: 'chat'
      readonly baseUrl: string
      readonly key?: string
      readonly model: string
      readonly maxTokensField: MaxTokensField
    }
  | { readonly kind: 'bedrock'; readonly model: string }

const MaxTokensField = v.picklist(['max_completion_tokens', 'max_tokens'])
type MaxTokensField = v.InferOutput<typeof MaxTokensField>

const ModelId = v.pipe(v.string(), v.maxLength(150), v.regex(/^\P{Cc}+$/u))

/** In Lambda the function's role may call it, so that nothing has to be set. */
const DEFAULT_BEDROCK_MODEL = 'us.amazon.nova-2-lite-v1:0'

type Environment = Readonly<Record<string, string | undefined>>

export interface ReadEnhanceSettings {
  /** Undefined: the built-in rules improve prompts. */
  readonly settings: EnhanceSettings | undefined
  /** Each a sentence that names a variable and never its value. */
  readonly problems: readonly string[]
}

/** Reads PROMPT_BASE_URL and its like. What is wrong leaves prompts to the built-in rules and never stops the start. */
export function readEnhanceSettings(environment: Environment): ReadEnhanceSettings {
  const problems: string[] = []
  const read = <Schema extends v.GenericSchema<string, unknown>>(name: string, schema: Schema, complaint: string) => {
    const value = environment[name]?.trim()
    const parsed = value ? v.safeParse(schema, value) : undefined
    if (parsed?.success === false) problems.push(`${name} ${complaint}.`)
    return parsed?.success ? parsed.output : undefined
  }
  const isSet = (name: string) => Boolean(environment[name]?.trim())
  const isLambda = isSet('AWS_LAMBDA_FUNCTION_NAME')

  const baseUrl = read('PROMPT_BASE_URL', BaseUrl, 'is not an http or https address without user, query and fragment')
  const key = read('PROMPT_API_KEY', ApiKey, 'has characters that a header cannot carry')
  const model = read('PROMPT_MODEL_ID', ModelId, 'is over 150 characters or has control characters')
  const fields = MaxTokensField.options.join(' nor ')
  const field = read('PROMPT_MAX_TOKENS_FIELD', MaxTokensField, `is neither ${fields}`)

  if (isSet('PROMPT_BASE_URL') && !isSet('PROMPT_MODEL_ID')) {
    problems.push('PROMPT_MODEL_ID is missing for PROMPT_BASE_URL; prompts are improved by the built-in rules.')
  }
  // Whose key or model it is cannot be known; a key for pictures is no sign of where texts are to go.
  const lacksBase = isSet('PROMPT_API_KEY') || (isSet('PROMPT_MODEL_ID') && !isLambda)
  if (lacksBase && !isSet('PROMPT_BASE_URL')) {
    const name = isSet('PROMPT_MODEL_ID') ? 'PROMPT_MODEL_ID' : 'PROMPT_API_KEY'
    problems.push(`PROMPT_BASE_URL is missing for ${name}; prompts are improved by the built-in rules.`)
  }
  if (problems.length > 0) return { settings: undefined, problems }
  if (baseUrl !== undefined && model !== undefined) {
    const maxTokensField = field ?? 'max_completion_tokens'
    return { settings: { kind: 'chat', baseUrl, model, maxTokensField, ...(key !== undefined && { key }) }, problems }
  }
  if (!isLambda) return { settings: undefined, problems }
  return { settings: { kind: 'bedrock', model: model ?? DEFAULT_BEDROCK_MODEL }, problems }
}
