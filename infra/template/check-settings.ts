import { readConfig } from '../../lambda/src/config.ts'
import { MAX_SLOTS } from '../../lambda/src/limits/take-slots.ts'
import type { Template } from './read-template.ts'
import { at, isRecord, propertiesOf } from './values.ts'

/** Settings that the template does not pass on, with the reason. */
const NOT_IN_THE_TEMPLATE: Readonly<Record<string, string>> = {
  DATA_DIR: 'files are of the local stack',
  AWS_REGION: 'set by Lambda',
  AWS_LAMBDA_FUNCTION_NAME: 'set by Lambda',
  AWS_ACCESS_KEY_ID: 'set by Lambda, of the role',
  AWS_SECRET_ACCESS_KEY: 'set by Lambda, of the role',
  AWS_SESSION_TOKEN: 'set by Lambda, of the role',
  AWS_BEARER_TOKEN_BEDROCK: 'the role may call Bedrock',
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'for gateways and tests',
  OPENAI_BASE_URL: 'for gateways and tests',
  GEMINI_BASE_URL: 'for gateways and tests',
  STABILITY_BASE_URL: 'for gateways and tests',
  BFL_BASE_URL: 'for gateways and tests',
  RECRAFT_BASE_URL: 'for gateways and tests',
}

/** Settings of one function alone. */
const OF_THE_API = ['ORIGIN_SECRET']
const OF_THE_WORKER = ['DISTRIBUTION_ID', 'PUBLIC_URL']
/** What others than the program read. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  ApiFunction: [],
  // glibc
  WorkerFunction: ['MALLOC_TRIM_THRESHOLD_'],
}

const SECRET_NAME = /(?:Key|Token|Secret|Salt)$/

/** The variables of both functions against those that the program asks for. */
export function checkSettings(template: Template): string[] {
  const asked = settingsAsked()
  const passed = asked.filter((name) => !(name in NOT_IN_THE_TEMPLATE))
  const wanted = {
    ApiFunction: passed.filter((name) => !OF_THE_WORKER.includes(name)),
    WorkerFunction: passed.filter((name) => !OF_THE_API.includes(name)),
  }
  const stale = Object.keys(NOT_IN_THE_TEMPLATE).filter((name) => !asked.includes(name))
  return [
    ...stale.map((name) => `${name} is listed as not in the template, and nothing reads it.`),
    ...Object.entries(wanted).flatMap(([name, settings]) => {
      const set = Object.keys(variablesOf(template, name))
      const known = [...settings, ...(OF_OTHERS[name] ?? [])]
      return [
        ...known.filter((setting) => !set.includes(setting)).map((setting) => `${name} lacks ${setting}.`),
        ...set.filter((setting) => !known.includes(setting)).map((setting) => `Nothing in ${name} reads ${setting}.`),
      ]
    }),
    ...checkParameters(template),
  ]
}

/** A parameter is called as its setting, so that whoever deploys can pass settings on by their names. */
function checkParameters(template: Template): string[] {
  const all = { ...variablesOf(template, 'ApiFunction'), ...variablesOf(template, 'WorkerFunction') }
  const misnamed = Object.entries(all).filter(([setting, value]) => {
    const parameter = at(value, 'Ref')
    return typeof parameter === 'string' && parameter in template.Parameters && parameter !== parameterOf(setting)
  })
  const shown = Object.entries(template.Parameters).filter(([name, { NoEcho }]) => SECRET_NAME.test(name) && !NoEcho)
  const numbers = Object.entries(template.Parameters).filter(([name]) => name.startsWith('Limit'))
  const unlike = numbers.filter(([, { AllowedPattern }]) => !isPatternOfLimits(AllowedPattern))
  return [
    ...unlike.map(([name]) => `Parameter ${name} takes other values than the program does.`),
    ...misnamed.map(([setting]) => `The parameter of ${setting} is not called ${parameterOf(setting)}.`),
    ...shown.map(([name]) => `Parameter ${name} is shown to everybody who may see the stack.`),
  ]
}

/** What the program would refuse has to be refused by the deployment, or the functions would not start. */
function isPatternOfLimits(pattern: unknown): boolean {
  const takes = (value: string) => new RegExp(`^(?:${pattern})$`).test(value)
  const taken = ['', 'off', '1', String(MAX_SLOTS - 1), String(MAX_SLOTS)]
  return taken.every(takes) && !['0', '-1', '1.5', String(MAX_SLOTS + 1), String(10 * MAX_SLOTS)].some(takes)
}

function parameterOf(setting: string): string {
  return setting.toLowerCase().replace(/(?:^|_)([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase())
}

function variablesOf(template: Template, name: string): Readonly<Record<string, unknown>> {
  const shared = at(template.Globals, 'Function', 'Environment', 'Variables')
  const own = at(propertiesOf(template, name), 'Environment', 'Variables')
  return { ...(isRecord(shared) ? shared : {}), ...(isRecord(own) ? own : {}) }
}

/** What the program asks its environment for in AWS. */
function settingsAsked(): string[] {
  const asked = new Set<string>()
  const values: Record<string, string> = {
    BUCKET_NAME: 'b',
    QUEUE_URL: 'q',
    DELETION_QUEUE_URL: 'd',
    AWS_REGION: 'us-east-1',
    GALLERY_DEFAULT: 'private',
    CLIENT_KEY_SALT: 'salt-of-the-check',
    GENERIC_BASE_URL: 'http://127.0.0.1:9/v1',
    GENERIC_MODEL_ID: 'one',
  }
  readConfig(
    new Proxy(values, {
      get(target, name) {
        if (typeof name !== 'string') return undefined
        asked.add(name)
        return target[name]
      },
    }),
  )
  return [...asked]
}
