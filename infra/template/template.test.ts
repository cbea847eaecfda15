import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { filesOf, readText } from '../../tests/support/repository.ts'
import { checkTemplate } from './check-template.ts'
import { messagesLookedFor } from './check-watching.ts'
import { readTemplate, TemplateError } from './read-template.ts'

let text: string
beforeAll(async () => {
  text = await readFile(new URL('../../template.yaml', import.meta.url), 'utf8')
})

/** Defects planted into a copy: what is replaced, by what, and the complaint. */
const DEFECTS: readonly [string, string, string | RegExp, string, RegExp][] = [
  ['references', 'a name that is not there', '!Ref DataBucket\n', '!Ref DataBuckets\n', /DataBuckets is referred to/],
  ['references', 'an attribute that is not there', 'JobDeadLetters.Arn', 'JobDeadLetters.Url', /JobDeadLetters.Url is/],
  ['references', 'a name inside a text', '{DomainName}', '{Domain}', /Domain is referred to/],
  ['references', 'an unknown condition', 'Condition: HasMail', 'Condition: WantsMail', /WantsMail is/],
  ['references', 'an unknown column of a map', 'Status]', 'State]', /Retention.State is/],
  [
    'references',
    'a parameter that nothing uses',
    'Parameters:\n',
    'Parameters:\n  Spare: { Type: String }\n',
    /Spare is not/,
  ],
  [
    'references',
    'a condition that nothing uses',
    'Conditions:\n',
    'Conditions:\n  Spare: !Equals [a, b]\n',
    /Spare is not/,
  ],
  ['references', 'a map that nothing uses', 'Mappings:\n', 'Mappings:\n  Spare: { a: { b: c } }\n', /Spare is not/],
  [
    'cycles',
    'the API told of the distribution',
    'ORIGIN_SECRET:',
    'A: !Ref Distribution\n          ORIGIN_SECRET:',
    /HttpApi/,
  ],
  ['cycles', 'both functions told', 'BUCKET_NAME:', 'A: !Ref Distribution\n        BUCKET_NAME:', /need each other/],
  ['cycles', 'the API role told', /Resource: !GetAtt ApiLogGroup.Arn/, 'Resource: !Ref Distribution', /ApiRole/],
  [
    'enums',
    'days that logs cannot be kept',
    'prod: { Days: 90 }',
    'prod: { Days: 15 }',
    /RetentionInDays cannot be 15/,
  ],
  ['enums', 'a runtime', 'Runtime: nodejs24.x', 'Runtime: nodejs42.x', /Runtime cannot be "nodejs42.x"/],
  ['enums', 'a policy of protocols', 'ViewerProtocolPolicy: https-only', 'ViewerProtocolPolicy: https', /"https"/],
  [
    'enums',
    'a word in a parameter',
    'PriceClass_100, PriceClass_200',
    'PriceClass_100, PriceClass_20',
    /PriceClass_20"/,
  ],
  ['numbers', 'a message visible too early', 'VisibilityTimeout: 1440', 'VisibilityTimeout: 1430', /6 times/],
  ['numbers', 'a worker with more time', 'Timeout: 240', 'Timeout: 300', /claim is not the worker timeout/],
  ['numbers', 'messages that expire', 'MessageRetentionPeriod: 86400', 'MessageRetentionPeriod: 7200', /expire/],
  ['numbers', 'few receives', 'maxReceiveCount: 5', 'maxReceiveCount: 3', /Fewer than 5/],
  ['numbers', 'no dead letters', 'Arn: !GetAtt JobDeadLetters', 'Arn: !GetAtt JobQueue', /no dead/],
  ['numbers', 'an API that outlives the gateway', 'Timeout: 25', 'Timeout: 29', /longer than the gateway/],
  ['numbers', 'runs in batches', 'BatchSize: 1\n', 'BatchSize: 10\n', /JobQueue: The worker does not take 1 at/],
  [
    'numbers',
    'deletions one by one',
    'BatchSize: 10\n',
    'BatchSize: 1\n',
    /DeletionQueue: The worker does not take 10/,
  ],
  [
    'numbers',
    'deletions visible too early',
    'VisibilityTimeout: 1442',
    'VisibilityTimeout: 1440',
    /DeletionQueue: .*6 times/,
  ],
  [
    'numbers',
    'deletions that nobody takes',
    'Queue: !GetAtt DeletionQueue.Arn',
    'Queue: !GetAtt JobQueue.Arn',
    /another queue/,
  ],
  [
    'numbers',
    'failures that are not named',
    'FunctionResponseTypes: [ReportBatchItemFailures]',
    'Enabled: true',
    /not named/,
  ],
  ['numbers', 'a worker without a bound', /ScalingConfig: .*/, 'Enabled: true', /how many workers/],
  ['numbers', 'sealing at midnight', 'cron(10 1 *', 'cron(10 0 *', /before a day can be sealed/],
  ['numbers', 'a message nobody reads', '"type":"seal"', '"type":"sell"', /does not ask for sealing/],
  ['policies', 'every action on objects', 'Action: s3:DeleteObject', "Action: 's3:*'", /action s3:\* has a wildcard/],
  ['policies', 'every resource', 'Resource: !GetAtt WorkerLogGroup.Arn', "Resource: '*'", /resource \* has a wildcard/],
  ['policies', 'every object', 'DataBucket.Arn}/limits/*', 'DataBucket.Arn}/*', /has a wildcard/],
  ['policies', 'part of a folder name', 'DataBucket.Arn}/limits/*', 'DataBucket.Arn}/li*', /has a wildcard/],
  [
    'policies',
    'objects that are not',
    'DataBucket.Arn}/limits/*',
    'DataBucket.Arn}/limit/*',
    /no key begins with limit/,
  ],
  [
    'policies',
    'lists of everything',
    /Condition: \{ StringLikeIfExists.*/,
    'Condition: {}',
    /whole bucket may be listed/,
  ],
  ['policies', 'lists of what is not there', '[jobs/*, limits/*', '[job/*, limits/*', /nothing is listed under job/],
  [
    'policies',
    'everybody as reader',
    'Principal: { Service: cloudfront.amazonaws.com }',
    "Principal: '*'",
    /everybody/,
  ],
  ['policies', 'a role that SAM makes', 'Role: !GetAtt WorkerRole.Arn', 'Tracing: Active', /no role of its own/],
  ['policies', 'an open bucket', 'BlockPublicPolicy: true', 'BlockPublicPolicy: false', /lacks BlockPublicPolicy/],
  ['policies', 'a bucket without TLS', "Action: 's3:*'", "Action: 's3:PutObject'", /without TLS/],
  ['policies', 'any distribution', "'AWS:SourceArn'", "'AWS:SourceAccount'", /Distributions of others/],
  [
    'policies',
    'pictures that go with the stack',
    'DeletionPolicy: RetainExceptOnCreate',
    'DeletionPolicy: Delete',
    /go with the stack/,
  ],
  ['retention', 'a kind that never ends', /- Id: jobs\n(?: {12}.*\n){3}/, '', /jobs\/ has 0 lifecycle rules/],
  ['retention', 'a kind that is not there', 'Prefix: images/', 'Prefix: image/', /Nothing says how long image\//],
  [
    'retention',
    'pictures that go before the gallery',
    'Listed: 60, Pictures: 61',
    'Listed: 60, Pictures: 60',
    /images\/ with/,
  ],
  ['retention', 'jobs that are forgotten', 'Records: 31', 'Records: 8', /jobs\/ with RetentionDays 7 is kept for 8/],
  [
    'retention',
    'an end where none is wanted',
    "'0': { Status: Disabled",
    "'0': { Status: Enabled",
    /RetentionDays 0 is Enabled/,
  ],
  ['retention', 'limits for good', 'ExpirationInDays: 2', 'ExpirationInDays: 3650', /limits\/ with/],
  ['settings', 'a setting left out', /SPEND_PER_DAY_USD: .*/, 'SPARE: x', /lacks SPEND_PER_DAY_USD/],
  ['settings', 'a setting that nothing reads', /SPEND_PER_DAY_USD: .*/, 'SPARE: x', /reads SPARE/],
  [
    'settings',
    'the way around the edge open',
    /ORIGIN_SECRET: !If\n(?: {12}.*\n){3}/,
    'X: y\n',
    /ApiFunction lacks ORIGIN_SECRET/,
  ],
  ['settings', 'no distribution to tell', 'DISTRIBUTION_ID:', 'DISTRIBUTION:', /WorkerFunction lacks DISTRIBUTION_ID/],
  ['settings', 'a parameter called otherwise', /BflApiKey/g, 'FluxApiKey', /not called BflApiKey/],
  ['settings', 'a limit that the program refuses', '{0,3}|10000', '{0,4}', /takes other values/],
  [
    'settings',
    'a key that is shown',
    'AdminToken:\n    Type: String\n    NoEcho: true',
    'AdminToken:\n    Type: String',
    /is shown/,
  ],
  ['edge', 'behaviors in another order', 'PathPattern: /api/*', 'PathPattern: /api*', /behaviors are/],
  ['edge', 'pictures from the site', 'TargetOriginId: data', 'TargetOriginId: site', /does not go to data/],
  [
    'edge',
    'a behavior without the function',
    'FunctionARN: !GetAtt EdgeFunction',
    'FunctionARN: !GetAtt Other',
    /no edge function/,
  ],
  [
    'edge',
    'a behavior without headers',
    'ResponseHeadersPolicyId: !Ref SecurityHeaders',
    'SmoothStreaming: false',
    /headers/,
  ],
  ['edge', 'answers that do not say where they are from', 'SamplingRate: 100', 'SamplingRate: 10', /whether the CDN/],
  [
    'edge',
    'no answer that says it',
    'ServerTimingHeadersConfig: { Enabled: true',
    'S: { Enabled: true',
    /whether the CDN/,
  ],
  ['edge', 'nothing can be deleted', 'PATCH, POST, DELETE]', 'PATCH, POST]', /refuses methods/],
  ['edge', 'the API kept', 'CachePolicyId: 4135ea2d', 'CachePolicyId: 658327ea', /is not kept as/],
  ['edge', 'what may not be kept is', 'MinTTL: 0', 'MinTTL: 1', /gallery\* is not kept as/],
  [
    'edge',
    'one answer for two pages',
    'QueryStrings: [before, cursor,',
    'QueryStrings: [before,',
    /gallery\* is not kept as/,
  ],
  ['edge', 'pictures kept for a day', 'DefaultTTL: 31536000', 'DefaultTTL: 86400', /images\/\* is not kept as/],
  ['edge', 'the API without its secret', 'X-Origin-Secret', 'X-Secret', /not sent the secret/],
  [
    'edge',
    'a bucket that is asked unsigned',
    'OriginAccessControlId: !Ref OriginAccess',
    'OriginPath: /a',
    /signed request/,
  ],
  [
    'edge',
    'errors that stay',
    'ErrorCode: 404, ErrorCachingMinTTL: 0',
    'ErrorCode: 404, ErrorCachingMinTTL: 10',
    /with 404 is kept/,
  ],
  [
    'edge',
    'a route that leads nowhere',
    'Path: /api/{proxy+}',
    'Path: /api/gallery/{proxy+}',
    /POST \/api\/generate does not/,
  ],
  ['edge', 'a method that leads nowhere', 'Method: ANY', 'Method: GET', /DELETE .* does not reach/],
  ['edge', 'a weaker policy of contents', "default-src ''none''", "default-src ''self''", /content-security-policy is/],
  [
    'edge',
    'a header that gives way',
    'ContentTypeOptions: { Override: true }',
    'ContentTypeOptions: { Override: false }',
    /nosniff/,
  ],
  [
    'watching',
    'a dead letter that nobody sees',
    'JobDeadLetters.QueueName }]',
    'JobQueue.QueueName }]',
    /No alarm watches/,
  ],
  ['watching', 'an alarm that tells nobody', 'AlarmActions: [!Ref AlarmTopic]', 'ActionsEnabled: true', /tells nobody/],
  ['watching', 'logs for ever', /RetentionInDays: .*/, 'LogGroupClass: STANDARD', /kept for ever/],
  [
    'watching',
    'spending under another name',
    'MetricName: SpentMicroUsd }',
    'MetricName: Spent }',
    /alarm of spending/,
  ],
  ['watching', 'a dashboard that is none', '"widgets": [', '"widgets": ', /no JSON/],
]

describe('the template', () => {
  it('agrees with itself and with the code', () => {
    expect(checkTemplate(text)).toEqual([])
  })

  it('looks in the logs for lines that the program writes', async () => {
    const sources = await Promise.all((await filesOf('lambda/src/*.ts')).map(readText))
    const looked = messagesLookedFor(readTemplate(text))
    expect(looked.length).toBeGreaterThan(10)
    expect(looked.filter((message) => !sources.some((source) => source.includes(`'${message}'`)))).toEqual([])
  })

  it('has a place for the edge function and for each bundle', () => {
    for (const place of [
      '{{edge/dist/viewer-request.js}}',
      'dist/lambda/api',
      'dist/lambda/worker',
      'dist/layers/sharp',
    ]) {
      expect(text.split(place)).toHaveLength(2)
    }
  })
})

describe('the checks of the template', () => {
  it.each(DEFECTS)('see in %s %s', (_check, _defect, what, by, complaint) => {
    const broken = text.replace(what, () => by)
    expect(broken).not.toBe(text)
    expect(checkTemplate(broken)).toContainEqual(expect.stringMatching(complaint))
  })

  it('see a name that is there twice', () => {
    expect(() => readTemplate(`${text}\n  QueueUrl:\n    Value: again\n`)).toThrow(TemplateError)
  })

  it('see that a text is no template', () => {
    expect(() => readTemplate('Resources: [a]')).toThrow(TemplateError)
    expect(() => readTemplate('Resources: {')).toThrow(TemplateError)
  })
})
