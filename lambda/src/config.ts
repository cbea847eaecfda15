import * as v from 'valibot'
import { type EnhanceSettings, readEnhanceSettings } from './enhance/enhance-settings.ts'
import { BEARER_KEY } from './jobs/owner.ts'
import { type LimitSettings, readLimitSettings } from './limits/limit-settings.ts'
import { type GenericSettings, readGenericSettings } from './models/generic-settings.ts'
import { type ProviderSettings, readProviderSettings } from './models/provider-settings.ts'
import { readTextFile } from './store/read-text-file.ts'

/** Where objects and messages live. */
export type Storage =
  | { readonly kind: 'files'; readonly folder: string }
  | {
      readonly kind: 'aws'
      readonly bucket: string
      readonly queueUrl: string
      /** Of the queue that is read in batches, so that deletions share their orders to the CDN. */
      readonly deletionQueueUrl: string
      readonly region: string
    }

export interface Config {
  readonly version: string
  readonly storage: Storage
  readonly logLevel: v.InferOutput<typeof LogLevel>
  readonly defaultModels: readonly string[] | undefined
  readonly publishByDefault: boolean
  /** Days after which the bucket's rules remove pictures, to be told to people; undefined = never. */
  readonly keptDays: number | undefined
  readonly limits: LimitSettings
  /** Keys the hashes of callers' addresses, the same one in every process that counts them. */
  readonly clientKeySalt: string
  readonly generic: GenericSettings
  readonly providers: ProviderSettings
  /** The language model that improves prompts; undefined = the built-in rules. */
  readonly enhance: EnhanceSettings | undefined
  /** What is wrong without stopping the start, each a sentence; models have their own. */
  readonly notes: readonly string[]
  /** Text of the file that MODELS_FILE names. */
  readonly modelsFile: string | undefined
  /** The CloudFront distribution that is told of deletions; undefined = there is none. */
  readonly distributionId: string | undefined
  /** Where people reach the deployment, without a slash at its end: link previews need whole addresses. */
  readonly publicUrl: string | undefined
  /** What the edge proves itself with; more than one while they change. Empty where no edge is apart from the API. */
  readonly originSecrets: readonly string[]
  /** Lets its holder cancel, retry and delete every job. */
  readonly adminToken: string | undefined
}

/** What is wrong with the environment, each a sentence that names a variable and never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join(' '))
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const LogLevel = v.picklist(['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT'])
const GalleryDefault = v.picklist(['public', 'private'])
const Days = v.pipe(v.string(), v.regex(/^\d{1,5}$/))
/** IPv4 has so few addresses that all can be hashed: a salt that could be guessed would give every caller away. */
const MIN_SALT_CHARS = 16
const ORIGIN_SECRET = /^[A-Za-z0-9_-]{32,200}$/
const DISTRIBUTION_ID = /^[A-Z0-9]{1,32}$/

/**
 * Reads the environment: the only place that does. Every problem is reported together.
 * @throws ConfigError where the program cannot start; a model that lacks its settings only switches itself off
 */
export function readConfig(environment: Environment = process.env): Config {
  const problems: string[] = []
  const read = <Schema extends v.GenericSchema<string, unknown>>(name: string, schema: Schema, fallback: string) => {
    const parsed = v.safeParse(schema, environment[name] || fallback)
    if (!parsed.success) problems.push(`${name} is not one of the values it can have.`)
    return parsed.success ? parsed.output : v.parse(schema, fallback)
  }
  const storage = readStorage(environment, problems)
  // A deployment that others can reach has to choose who sees its pictures; a machine's own gallery is its owner's.
  if (storage?.kind === 'aws' && !environment.GALLERY_DEFAULT) problems.push('GALLERY_DEFAULT is missing.')
  const enhance = readEnhanceSettings(environment)
  const config = {
    version: environment.APP_VERSION || 'development',
    logLevel: read('LOG_LEVEL', LogLevel, 'INFO'),
    defaultModels: readList(environment.DEFAULT_MODELS),
    keptDays: Number(read('RETENTION_DAYS', Days, '0')) || undefined,
    publishByDefault: read('GALLERY_DEFAULT', GalleryDefault, 'public') === 'public',
    limits: readLimitSettings(environment, { isDeployed: storage?.kind === 'aws', problems }),
    clientKeySalt: readSalt(environment.CLIENT_KEY_SALT, problems),
    generic: readGenericSettings(environment),
    providers: readProviderSettings(environment),
    enhance: enhance.settings,
    notes: enhance.problems,
    modelsFile: readModelsFile(environment.MODELS_FILE, problems),
    adminToken: readAdminToken(environment.ADMIN_TOKEN, problems),
    originSecrets: readOriginSecrets(environment.ORIGIN_SECRET, problems),
    distributionId: readDistribution(environment.DISTRIBUTION_ID, problems),
    publicUrl: readPublicUrl(environment.PUBLIC_URL, problems),
  }
  if (storage === undefined || problems.length > 0) throw new ConfigError(problems)
  return { ...config, storage }
}

function readStorage(environment: Environment, problems: string[]): Storage | undefined {
  const { DATA_DIR: folder, BUCKET_NAME: bucket, AWS_REGION: region } = environment
  const { QUEUE_URL: queueUrl, DELETION_QUEUE_URL: deletionQueueUrl } = environment
  if (folder) return { kind: 'files', folder }
  if (bucket && queueUrl && deletionQueueUrl && region)
    return { kind: 'aws', bucket, queueUrl, deletionQueueUrl, region }
  if (!bucket) problems.push('BUCKET_NAME is missing (or DATA_DIR, for files).')
  if (!queueUrl) problems.push('QUEUE_URL is missing (or DATA_DIR, for files).')
  if (!deletionQueueUrl) problems.push('DELETION_QUEUE_URL is missing (or DATA_DIR, for files).')
  if (!region) problems.push('AWS_REGION is missing (or DATA_DIR, for files).')
  return undefined
}

function readList(text: string | undefined): readonly string[] | undefined {
  const items = text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  return items === undefined || items.length === 0 ? undefined : items
}

/** A list of models that is named but cannot be read stops the start: the operator would get other models than meant. */
function readModelsFile(path: string | undefined, problems: string[]): string | undefined {
  if (!path) return undefined
  const text = readTextFile(path)
  if (text === undefined) problems.push('MODELS_FILE names no file that can be read.')
  return text
}

function readSalt(text: string | undefined, problems: string[]): string {
  const salt = text?.trim() ?? ''
  if (salt === '') problems.push('CLIENT_KEY_SALT is missing.')
  else if (salt.length < MIN_SALT_CHARS) problems.push(`CLIENT_KEY_SALT needs at least ${MIN_SALT_CHARS} characters.`)
  return salt
}

function readOriginSecrets(text: string | undefined, problems: string[]): readonly string[] {
  const secrets = readList(text) ?? []
  if (secrets.every((secret) => ORIGIN_SECRET.test(secret))) return secrets
  problems.push('ORIGIN_SECRET is not one or more texts of 32 to 200 letters, digits, "_" or "-", with commas between.')
  return []
}

function readDistribution(text: string | undefined, problems: string[]): string | undefined {
  const id = text?.trim()
  if (!id || DISTRIBUTION_ID.test(id)) return id || undefined
  problems.push('DISTRIBUTION_ID is not the id of a CloudFront distribution.')
  return undefined
}

function readPublicUrl(text: string | undefined, problems: string[]): string | undefined {
  if (!text) return undefined
  const url = URL.parse(text.trim())
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (isPlain) return url.origin
  problems.push('PUBLIC_URL is not an address such as https://pictures.example, without a path.')
  return undefined
}

function readAdminToken(text: string | undefined, problems: string[]): string | undefined {
  if (!text) return undefined
  const token = text.trim()
  if (BEARER_KEY.test(token)) return token
  problems.push('ADMIN_TOKEN needs 16 to 200 letters, digits or any of . _ ~ + / = -')
  return undefined
}
