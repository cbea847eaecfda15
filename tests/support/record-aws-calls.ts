import { AsyncLocalStorage } from 'node:async_hooks'
import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import * as v from 'valibot'
import { vi } from 'vitest'
import type { Call } from '../../infra/template/evaluate-policy.ts'

/** A call of AWS that the program made. Names in braces stand for what only a deployment knows, as in the template. */
export interface AwsCall extends Call {
  /** The role that it was made with. */
  readonly role: string
  /** The file and function that needed it: the first ones above the clients of AWS and the store with its repeats. */
  readonly place: string
  /** A key that was read and is not there. */
  readonly isMissing: boolean
}

export interface AwsRecording {
  readonly calls: readonly AwsCall[]
  /** Does something as one of the roles; calls outside of it are not recorded. */
  as<Result>(role: string, work: () => Promise<Result>): Promise<Result>
}

const Command = v.object({
  input: v.looseObject({
    Key: v.optional(v.string(), ''),
    Prefix: v.optional(v.string()),
    QueueUrl: v.optional(v.string(), ''),
  }),
})
const Answered = v.object({ $metadata: v.object({ httpStatusCode: v.number() }) })

/** By the end of a queue's address. */
const QUEUES = new Map([
  ['jobs', '{JobQueue.Arn}'],
  ['deletions', '{DeletionQueue.Arn}'],
])
const DISTRIBUTION = 'arn:{AWS::Partition}:cloudfront::{AWS::AccountId}:distribution/{Distribution}'
/** The regions that AWS's profile of a model for the United States sends a call to. */
const PROFILE_REGIONS = ['us-east-1', 'us-east-2', 'us-west-2']
const BEDROCK = /\/model\/([^/]+)\/(?:invoke|converse)$/

type CommandInput = v.InferOutput<typeof Command>['input']

/** What each command of the SDK asks the policies for. */
const ACTIONS: Readonly<Record<string, (input: CommandInput) => Call>> = {
  GetObjectCommand: ({ Key }) => ofObject('s3:GetObject', Key),
  HeadObjectCommand: ({ Key }) => ofObject('s3:GetObject', Key),
  PutObjectCommand: ({ Key }) => ofObject('s3:PutObject', Key),
  DeleteObjectCommand: ({ Key }) => ofObject('s3:DeleteObject', Key),
  ListObjectsV2Command: ({ Prefix }) => ({
    action: 's3:ListBucket',
    resource: '{DataBucket.Arn}',
    context: Prefix === undefined ? {} : { 's3:prefix': Prefix },
  }),
  SendMessageBatchCommand: ({ QueueUrl }) => ofQueue('sqs:SendMessage', QueueUrl),
  GetQueueAttributesCommand: ({ QueueUrl }) => ofQueue('sqs:GetQueueAttributes', QueueUrl),
  CreateInvalidationCommand: () => ({ action: 'cloudfront:CreateInvalidation', resource: DISTRIBUTION, context: {} }),
}

function ofObject(action: string, key: string): Call {
  return { action, resource: `{DataBucket.Arn}/${key}`, context: {} }
}

/** Listens to the clients of AWS in this process and to calls of Bedrock, which are signed without one. */
export function recordAwsCalls(): AwsRecording {
  const roles = new AsyncLocalStorage<string>()
  const calls: AwsCall[] = []

  for (const client of [S3Client, SQSClient, CloudFrontClient]) {
    const { send } = client.prototype
    const recorded = async function recordedSend(this: unknown, ...sent: unknown[]): Promise<unknown> {
      const place = callerIn(new Error('where').stack ?? '')
      const role = roles.getStore()
      if (role === undefined) return Reflect.apply(send, this, sent)
      const call = toCall(sent[0])
      try {
        const answer: unknown = await Reflect.apply(send, this, sent)
        calls.push({ ...call, role, place, isMissing: false })
        return answer
      } catch (error) {
        calls.push({ ...call, role, place, isMissing: v.is(Answered, error) && error.$metadata.httpStatusCode === 404 })
        throw error
      }
    }
    // The clients' method has a dozen of overloads; this one passes everything on.
    client.prototype.send = recorded as typeof send
  }

  const { fetch } = globalThis
  vi.stubGlobal('fetch', (...asked: Parameters<typeof fetch>) => {
    const model = BEDROCK.exec(String(asked[0]))?.[1]
    const place = callerIn(new Error('where').stack ?? '')
    const role = roles.getStore()
    for (const resource of model === undefined ? [] : bedrockResources(decodeURIComponent(model))) {
      if (role !== undefined) {
        calls.push({ action: 'bedrock:InvokeModel', resource, context: {}, role, place, isMissing: false })
      }
    }
    return fetch(...asked)
  })

  return { calls, as: (role, work) => roles.run(role, work) }
}

function ofQueue(action: string, address: string): Call {
  const resource = QUEUES.get(address.slice(address.lastIndexOf('/') + 1))
  if (resource === undefined) throw new Error(`no queue of the template is at ${address}`)
  return { action, resource, context: {} }
}

function toCall(command: unknown): Call {
  const name = command instanceof Object ? command.constructor.name : ''
  const make = ACTIONS[name]
  if (make === undefined) throw new Error(`no action is known for ${name}`)
  return make(v.parse(Command, command).input)
}

/** A profile is asked for by itself and for the model in each region that it may choose. */
function bedrockResources(model: string): string[] {
  const arn = 'arn:{AWS::Partition}:bedrock'
  if (!model.startsWith('us.')) return [`${arn}:{BedrockRegion}::foundation-model/${model}`]
  const models = PROFILE_REGIONS.map((region) => `${arn}:${region}::foundation-model/${model.slice('us.'.length)}`)
  return [`${arn}:{BedrockRegion}:{AWS::AccountId}:inference-profile/${model}`, ...models]
}

const PASSING_ON = ['s3-store', 'retrying-store', 'sqs-queue', 'call-provider', 'exchange']

/** `lambda/src/jobs/job-records.ts readRequest`; the file alone where the function has no name. */
function callerIn(stack: string): string {
  const frames = [...stack.matchAll(/at (?:async )?(?:([\w.<>]+) \()?[^\s(]*?(lambda\/src\/[\w/.-]+\.ts)/g)]
  const needing = frames.find(([, , file = '']) => !PASSING_ON.some((name) => file.endsWith(`/${name}.ts`)))
  if (needing === undefined) return 'unknown'
  const [, path = '', file] = needing
  const name = path.split('.').at(-1)
  return name === undefined || name === '' || name === '<anonymous>' ? `${file}` : `${file} ${name}`
}
