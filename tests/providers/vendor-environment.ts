/** Where each vendor's API begins below the origin of its server. */
const PATHS = {
  openai: '/v1',
  gemini: '/v1beta',
  bedrock: '',
  stability: '',
  bfl: '/v1',
  recraft: '/v1',
  generic: '/v1',
}

type Vendor = keyof typeof PATHS

const NAMES: Readonly<Record<Vendor, { readonly base: string; readonly key: string }>> = {
  openai: { base: 'OPENAI_BASE_URL', key: 'OPENAI_API_KEY' },
  gemini: { base: 'GEMINI_BASE_URL', key: 'GEMINI_API_KEY' },
  bedrock: { base: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME', key: 'AWS_BEARER_TOKEN_BEDROCK' },
  stability: { base: 'STABILITY_BASE_URL', key: 'STABILITY_API_KEY' },
  bfl: { base: 'BFL_BASE_URL', key: 'BFL_API_KEY' },
  recraft: { base: 'RECRAFT_BASE_URL', key: 'RECRAFT_API_KEY' },
  generic: { base: 'GENERIC_BASE_URL', key: 'GENERIC_API_KEY' },
}

/** Looks like nothing else, so that it is found wherever it should not be. */
export const PLANTED_KEY = 'planted-key-Zq7Xw3Lp9Tm2Vb5N'

/** The settings that send the calls of one model to a server of our own. */
export function vendorEnvironment(modelId: string, origin: string): Readonly<Record<string, string>> {
  const [provider = '', model = ''] = modelId.split(/:(.*)/)
  if (!isVendor(provider)) throw new Error(`${provider} is no vendor`)
  const { base, key } = NAMES[provider]
  return {
    [base]: `${origin}${PATHS[provider]}`,
    [key]: PLANTED_KEY,
    ...(provider === 'generic' && { GENERIC_MODEL_ID: model }),
  }
}

function isVendor(provider: string): provider is Vendor {
  return Object.hasOwn(PATHS, provider)
}
