import type { Template } from './read-template.ts'
import { asList, at, recordsIn } from './values.ts'

const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]
const ALARM_OPERATORS = ['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold']

/** Words that AWS knows, by the name of the property; only a deployment would find out otherwise. */
const WORDS: Readonly<Record<string, readonly (string | number)[]>> = {
  Architectures: ['arm64'],
  BudgetType: ['COST'],
  CompatibleArchitectures: ['arm64'],
  CompatibleRuntimes: ['nodejs24.x'],
  ComparisonOperator: [...ALARM_OPERATORS, 'GREATER_THAN'],
  CookieBehavior: ['none'],
  EventType: ['viewer-request'],
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  HeaderBehavior: ['none', 'whitelist'],
  HttpVersion: ['http1.1', 'http2', 'http2and3', 'http3'],
  LogFormat: ['JSON'],
  MinimumProtocolVersion: ['TLSv1.2_2021'],
  NotificationType: ['ACTUAL', 'FORECASTED'],
  ObjectOwnership: ['BucketOwnerEnforced'],
  OriginAccessControlOriginType: ['s3'],
  OriginProtocolPolicy: ['https-only'],
  OriginSSLProtocols: ['TLSv1.2'],
  PayloadFormatVersion: ['2.0'],
  PriceClass: ['PriceClass_100', 'PriceClass_200', 'PriceClass_All'],
  QueryStringBehavior: ['none', 'whitelist', 'allExcept', 'all'],
  RetentionInDays: LOG_DAYS,
  RetentionPolicy: ['Delete', 'Retain'],
  Runtime: ['nodejs24.x', 'cloudfront-js-2.0'],
  SSEAlgorithm: ['AES256'],
  SigningBehavior: ['always'],
  SigningProtocol: ['sigv4'],
  SslSupportMethod: ['sni-only'],
  Stat: ['Sum'],
  Statistic: ['Maximum', 'Sum'],
  ThresholdType: ['PERCENTAGE'],
  TimeUnit: ['MONTHLY'],
  TreatMissingData: ['notBreaching'],
  ViewerProtocolPolicy: ['https-only', 'redirect-to-https'],
}

/** Words that AWS does not know, in parameters and mappings too. */
export function checkEnums(template: Template): string[] {
  const problems: string[] = []
  for (const record of recordsIn([template.Globals, template.Resources])) {
    for (const [name, value] of Object.entries(record)) {
      const words = WORDS[name]
      if (words === undefined) continue
      const wrong = possibleValues(template, value).filter((one) => !words.some((word) => word === one))
      for (const one of wrong) problems.push(`${name} cannot be ${JSON.stringify(one)}.`)
    }
  }
  return problems
}

function possibleValues(template: Template, value: unknown): readonly unknown[] {
  const parameter = at(value, 'Ref')
  if (typeof parameter === 'string') return template.Parameters[parameter]?.AllowedValues ?? [`any ${parameter}`]
  const [map, , key] = asList(at(value, 'Fn::FindInMap'))
  if (map === undefined) return asList(value)
  return Object.values(template.Mappings[String(map)] ?? {}).map((row) => row[String(key)])
}
