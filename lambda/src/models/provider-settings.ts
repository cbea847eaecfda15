import * as v from 'valibot'
import type { AwsCredentials } from '../aws/sign-request.ts'
import { ApiKey, BaseUrl } from './setting-schemas.ts'

/** Vendors with an API of their own; `generic` servers and the built-in models are set up elsewhere. */
export const VENDORS = ['openai', 'gemini', 'bedrock', 'stability', 'bfl', 'recraft'] as const
export type Vendor = (typeof VENDORS)[number]

/** How a vendor is reached, as far as the environment says. */
export interface VendorSettings {
  readonly baseUrl: string
  /** Origin of the base URL where the operator set it. */
  readonly trustedOrigin?: string
  readonly key?: string
  /** Why its models are off: a sentence that names a variable and never its value. */
  readonly offReason?: string
}

export interface ProviderSettings {
  readonly vendors: Readonly<Record<Vendor, VendorSettings>>
  /** Where Bedrock is asked, and with whose rights. */
  readonly aws: {
    readonly region: string
    /** Read anew for each call: in Lambda they change while the process lives. */
    readonly credentials: () => AwsCredentials | undefined
  }
  readonly problems: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Where AWS has the Stability models. */
const DEFAULT_BEDROCK_REGION = 'us-west-2'
const Region = v.pipe(v.string(), v.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/))

interface VendorVariables {
  readonly key: string
  readonly base: string
  readonly defaultBase: string
}

const VARIABLES: Readonly<Record<Exclude<Vendor, 'bedrock'>, VendorVariables>> = {
  openai: { key: 'OPENAI_API_KEY', base: 'OPENAI_BASE_URL', defaultBase: 'https://api.openai.com/v1' },
  gemini: {
    key: 'GEMINI_API_KEY',
    base: 'GEMINI_BASE_URL',
    defaultBase: 'https://generativelanguage.googleapis.com/v1beta',
  },
  stability: { key: 'STABILITY_API_KEY', base: 'STABILITY_BASE_URL', defaultBase: 'https://api.stability.ai' },
  bfl: { key: 'BFL_API_KEY', base: 'BFL_BASE_URL', defaultBase: 'https://api.bfl.ai/v1' },
  recraft: { key: 'RECRAFT_API_KEY', base: 'RECRAFT_BASE_URL', defaultBase: 'https://external.api.recraft.ai/v1' },
}

/** Reads keys and base addresses. A wrong value switches its vendor off and is named; nothing here stops the start. */
export function readProviderSettings(environment: Environment): ProviderSettings {
  const region = readRegion(environment)
  const credentials = () => readCredentials(environment)
  const bedrock = {
    key: 'AWS_BEARER_TOKEN_BEDROCK',
    base: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
    defaultBase: `https://bedrock-runtime.${region ?? DEFAULT_BEDROCK_REGION}.amazonaws.com`,
  }
  const missingRights =
    credentials() === undefined ? 'Neither AWS_BEARER_TOKEN_BEDROCK nor AWS credentials are set.' : ''
  const vendors = {
    openai: readVendor(environment, VARIABLES.openai),
    gemini: readVendor(environment, VARIABLES.gemini),
    bedrock: readVendor(environment, bedrock, missingRights),
    stability: readVendor(environment, VARIABLES.stability),
    bfl: readVendor(environment, VARIABLES.bfl),
    recraft: readVendor(environment, VARIABLES.recraft),
  }
  const problems = Object.values(vendors).flatMap((vendor) => vendor.problems)
  if (region === undefined) problems.push('BEDROCK_REGION or AWS_REGION is not the name of a region.')
  return { vendors, aws: { region: region ?? DEFAULT_BEDROCK_REGION, credentials }, problems }
}

/** @param withoutKey why the vendor is off where it has no key; empty: it can be used all the same */
function readVendor(
  environment: Environment,
  { key: keyName, base: baseName, defaultBase }: VendorVariables,
  withoutKey = `${keyName} is not set.`,
): VendorSettings & { problems: string[] } {
  const problems: string[] = []
  const read = <Schema extends v.GenericSchema<string, string>>(name: string, schema: Schema, complaint: string) => {
    const value = environment[name]?.trim()
    const parsed = value ? v.safeParse(schema, value) : undefined
    if (parsed?.success === false) problems.push(`${name} ${complaint}.`)
    return parsed?.success ? parsed.output : undefined
  }
  const baseUrl = read(baseName, BaseUrl, 'is not an http or https address without user, query and fragment')
  const key = read(keyName, ApiKey, 'has characters that a header cannot carry')
  const offReason = problems.join(' ') || (key === undefined ? withoutKey : '')
  return {
    baseUrl: baseUrl ?? defaultBase,
    ...(baseUrl !== undefined && { trustedOrigin: new URL(baseUrl).origin }),
    ...(key !== undefined && { key }),
    ...(offReason !== '' && { offReason }),
    problems,
  }
}

/** A region of its own for Bedrock, since its picture models are not in every region that functions run in. */
function readRegion({ BEDROCK_REGION, AWS_REGION }: Environment): string | undefined {
  const parsed = v.safeParse(Region, BEDROCK_REGION?.trim() || AWS_REGION?.trim() || DEFAULT_BEDROCK_REGION)
  return parsed.success ? parsed.output : undefined
}

function readCredentials(environment: Environment): AwsCredentials | undefined {
  const accessKeyId = environment.AWS_ACCESS_KEY_ID?.trim()
  const secretAccessKey = environment.AWS_SECRET_ACCESS_KEY?.trim()
  const sessionToken = environment.AWS_SESSION_TOKEN?.trim()
  if (!accessKeyId || !secretAccessKey) return undefined
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
}
