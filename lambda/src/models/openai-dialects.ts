import { CLASSIC_SIZES, FREE_SIZES, type SizeTable } from './picture-sizes.ts'

/** How a server that follows OpenAI's images API differs from it. */
export interface OpenAiCompatibleSettings {
  /** `size` is one field "WxH", `width-height` are two numbers. */
  readonly sizeMode: 'size' | 'width-height' | 'none'
  readonly sizes: SizeTable
  /** Value of `response_format`; `omit` leaves the field out. Whatever was asked, base64 and addresses are both taken. */
  readonly responseFormat: 'b64_json' | 'base64' | 'url' | 'omit'
  /** Field that the seed is sent in; left out: the server takes none. */
  readonly seedField?: string
  /** False where the server has one model and no name for it. */
  readonly sendsModel: boolean
  /** Fixed fields. */
  readonly extraBody: Readonly<Record<string, string | number | boolean>>
  /** Takes out of a prompt what this server would read as an order. */
  readonly cleanPrompt?: (prompt: string) => string
}

interface Dialect extends OpenAiCompatibleSettings {
  readonly needsModel: boolean
  readonly needsKey: boolean
}

export const DIALECTS = {
  /** Gateways. `response_format` is left out, since OpenAI's own newer models refuse it. */
  openai: {
    sizeMode: 'size',
    sizes: CLASSIC_SIZES,
    responseFormat: 'omit',
    sendsModel: true,
    extraBody: {},
    needsModel: true,
    needsKey: false,
  },
  /** Without a size it draws 512x512 and does not say so; what is right of a "|" is its negative prompt. */
  localai: {
    sizeMode: 'size',
    sizes: FREE_SIZES,
    responseFormat: 'b64_json',
    sendsModel: true,
    extraBody: {},
    cleanPrompt: (prompt) => prompt.replaceAll('|', ','),
    needsModel: true,
    needsKey: false,
  },
  /** stable-diffusion.cpp: one model per server, base64 always; a tag in the prompt overrides its settings. */
  sdcpp: {
    sizeMode: 'size',
    sizes: FREE_SIZES,
    responseFormat: 'omit',
    sendsModel: false,
    extraBody: { output_format: 'png' },
    cleanPrompt: withoutSdCppTags,
    needsModel: false,
    needsKey: false,
  },
  together: {
    sizeMode: 'width-height',
    sizes: FREE_SIZES,
    responseFormat: 'base64',
    seedField: 'seed',
    sendsModel: true,
    extraBody: { output_format: 'png' },
    needsModel: true,
    needsKey: true,
  },
} as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof DIALECTS

const WHOLE_TAG = /<\s*sd_cpp_extra_args[^>]*>[\s\S]*?(?:<\s*\/\s*sd_cpp_extra_args[^>]*>|$)/gi
const TAG_NAME = /<?\s*\/?\s*sd_cpp_extra_args\s*>?/gi

/** Without the tag and what it encloses, an unclosed one up to the end. The spaces keep what is left from forming another. */
function withoutSdCppTags(prompt: string): string {
  return prompt.replace(WHOLE_TAG, ' ').replace(TAG_NAME, ' ').trim()
}
