import * as v from 'valibot'
import { LIMITS } from '#contract/limits.ts'
import { JobMessage } from '../../lambda/src/jobs/job-message.ts'
import { TIMING } from '../../lambda/src/jobs/timing.ts'
import type { Template } from './read-template.ts'
import { at, numberOf, propertiesOf, textOf } from './values.ts'

/** AWS ends what a gateway asks for after this. */
const GATEWAY_LIMIT_MS = 30_000
/** Lambda's advice: fewer visible seconds hand a message out while a throttled attempt at it still goes on. */
const VISIBILITY_PER_TIMEOUT = 6
/** Lambda's advice: receives of throttled deliveries count too. */
const MIN_RECEIVES = 5
/** With one path for all lists they fit into one order to the CDN, see lambda/src/cdn/batches.ts. */
const DELETIONS_AT_ONCE = 10

/** Relations of numbers that stand apart, in the template and in the code; docs/ARCHITECTURE.md lists them. */
export function checkNumbers(template: Template): string[] {
  const api = propertiesOf(template, 'ApiFunction')
  const workerMs = numberOf(propertiesOf(template, 'WorkerFunction').Timeout) * 1000
  const apiMs = numberOf(api.Timeout) * 1000
  const gatewayMs = numberOf(at(api, 'Events', 'Everything', 'Properties', 'TimeoutInMillis'))
  const originMs = numberOf(readTimeoutOf(template)) * 1000
  return [
    ...brokenOf([
      [TIMING.claimMs === workerMs + 30_000, 'A claim is not the worker timeout and 30 s.'],
      [LIMITS.requestDeadlineMs < apiMs, 'The API function ends before its request deadline.'],
      [apiMs < gatewayMs && gatewayMs < GATEWAY_LIMIT_MS, 'The API function may take longer than the gateway waits.'],
      [gatewayMs <= originMs, 'The distribution waits less than the gateway.'],
      [LIMITS.clientTimeoutMs > apiMs, 'The client waits less than the API function.'],
      [TIMING.acceptanceMs > apiMs, 'A job may be taken over while it is still being accepted.'],
      [
        numberOf(propertiesOf(template, 'QueueAgeAlarm').Threshold) * 1000 < TIMING.jobMs,
        'The alarm of the waiting queue comes after prompts have ended.',
      ],
    ]),
    ...checkQueue(template, { queue: 'JobQueue', event: 'Jobs', batchSize: 1 }),
    ...checkQueue(template, { queue: 'DeletionQueue', event: 'Deletions', batchSize: DELETIONS_AT_ONCE }),
    ...checkSealing(template),
  ]
}

interface QueueOfWorker {
  readonly queue: string
  /** By which the worker takes its messages. */
  readonly event: string
  readonly batchSize: number
}

function checkQueue(template: Template, { queue: name, event, batchSize }: QueueOfWorker): string[] {
  const queue = propertiesOf(template, name)
  const worker = propertiesOf(template, 'WorkerFunction')
  const source = at(worker, 'Events', event, 'Properties')
  const visibilityS = numberOf(queue.VisibilityTimeout)
  const retentionS = numberOf(queue.MessageRetentionPeriod)
  const receives = numberOf(at(queue, 'RedrivePolicy', 'maxReceiveCount'))
  const gatheringS = batchSize === 1 ? 0 : numberOf(at(source, 'MaximumBatchingWindowInSeconds'))
  const letters = textOf(at(queue, 'RedrivePolicy', 'deadLetterTargetArn'))
  const lettersS = numberOf(propertiesOf(template, 'JobDeadLetters').MessageRetentionPeriod)
  return brokenOf([
    [
      visibilityS >= VISIBILITY_PER_TIMEOUT * numberOf(worker.Timeout) + gatheringS,
      'The visibility timeout is below 6 times the worker timeout.',
    ],
    [visibilityS * 1000 > TIMING.claimMs, 'The visibility timeout is not above the claim.'],
    [retentionS > visibilityS * receives, 'Messages expire before they can become dead letters.'],
    [retentionS * 1000 > TIMING.jobMs, 'The queue and not the worker ends old runs.'],
    [receives >= MIN_RECEIVES, 'Fewer than 5 receives before a dead letter.'],
    [letters === '{JobDeadLetters.Arn}', 'The queue has no dead letters.'],
    [lettersS > retentionS, 'Dead letters are not kept longer than messages.'],
    [textOf(at(source, 'Queue')) === `{${name}.Arn}`, 'The worker takes messages of another queue.'],
    [at(source, 'BatchSize') === batchSize, `The worker does not take ${batchSize} at a time.`],
    [
      at(source, 'FunctionResponseTypes', 0) === 'ReportBatchItemFailures',
      'Failed messages of the worker are not named.',
    ],
    [at(source, 'ScalingConfig', 'MaximumConcurrency') !== undefined, 'Nothing bounds how many workers there are.'],
  ]).map((sentence) => `${name}: ${sentence}`)
}

function brokenOf(relations: readonly (readonly [boolean, string])[]): string[] {
  return relations.filter(([holds]) => !holds).map(([, sentence]) => sentence)
}

function readTimeoutOf(template: Template): unknown {
  const origins = at(propertiesOf(template, 'Distribution'), 'DistributionConfig', 'Origins')
  const api = Array.isArray(origins) ? origins.find((origin) => at(origin, 'Id') === 'api') : undefined
  return at(api, 'CustomOriginConfig', 'OriginReadTimeout')
}

function checkSealing(template: Template): string[] {
  const { ScheduleExpression, ScheduleExpressionTimezone, Target } = propertiesOf(template, 'SealingSchedule')
  const [, minute, hour] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(textOf(ScheduleExpression)) ?? []
  const afterMidnightMs = (Number(hour) * 60 + Number(minute)) * 60_000
  const sealableMs = TIMING.jobMs + TIMING.claimMs + TIMING.readerGraceMs
  const message = v.safeParse(v.pipe(v.string(), v.parseJson(), JobMessage), at(Target, 'Input'))
  return [
    ...(afterMidnightMs > sealableMs ? [] : ['Sealing is asked for before a day can be sealed.']),
    ...(ScheduleExpressionTimezone === 'UTC' ? [] : ['Sealing is not scheduled by UTC, in which days are counted.']),
    ...(message.success && message.output.type === 'seal' ? [] : ['The scheduled message does not ask for sealing.']),
    ...(textOf(at(Target, 'Arn')) === '{JobQueue.Arn}' ? [] : ['The scheduled message goes to no queue of jobs.']),
  ]
}
