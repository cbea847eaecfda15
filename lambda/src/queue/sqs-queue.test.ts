import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { createSqsServer } from 'local-aws-sqs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { describeJobQueue, type QueueHarness, VISIBILITY_TIMEOUT_MS } from './job-queue.conformance.ts'
import { createSqsClient, createSqsQueue } from './sqs-queue.ts'

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' }
const ACCOUNT = '123456789012'

let server: Server
let queues = 0

beforeAll(async () => {
  server = await createSqsServer({ port: 0, hostname: '127.0.0.1' })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describeJobQueue('an SQS queue', async ({ maxReceives }): Promise<QueueHarness> => {
  queues += 1
  const client = createSqsClient({ region: 'us-east-1', endpoint: addressOf(server), credentials: CREDENTIALS })
  const deadName = `dead-${queues}`
  const name = `jobs-${queues}`
  const { QueueUrl: deadUrl } = await client.send(new CreateQueueCommand({ QueueName: deadName }))
  const redrive = { deadLetterTargetArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${deadName}`, maxReceiveCount: maxReceives }
  const attributes = { VisibilityTimeout: String(VISIBILITY_TIMEOUT_MS / 1000), RedrivePolicy: JSON.stringify(redrive) }
  const { QueueUrl: queueUrl = '' } = await client.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  )
  return {
    queue: createSqsQueue({ client, queueUrl }),
    async deadLetters() {
      const answer = await client.send(new ReceiveMessageCommand({ QueueUrl: deadUrl, MaxNumberOfMessages: 10 }))
      return (answer.Messages ?? []).map(({ Body = '' }) => Body)
    },
    // The server's timers run a little behind.
    pass: (ms) => sleep(ms + 50),
  }
})

describe('an SQS queue at a server that fails', () => {
  const stubs: Server[] = []
  afterEach(() => {
    for (const stub of stubs.splice(0)) {
      stub.closeAllConnections()
      stub.close()
    }
  })

  /** Answers every call with `answer` of its body, and keeps the bodies. */
  async function openStub(answer: (body: Body) => { status?: number; body: unknown }) {
    const calls: Body[] = []
    const stub = createServer(async (request, response) => {
      const body: Body = JSON.parse(await text(request))
      calls.push(body)
      const { status = 200, body: answered } = answer(body)
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answered))
    })
    stub.listen(0, '127.0.0.1')
    await once(stub, 'listening')
    stubs.push(stub)
    const endpoint = addressOf(stub)
    const client = createSqsClient({ region: 'us-east-1', endpoint, credentials: CREDENTIALS })
    return { calls, queue: createSqsQueue({ client, queueUrl: `${endpoint}/${ACCOUNT}/jobs` }) }
  }

  it('says how many messages of all batches were not sent', async () => {
    const { queue, calls } = await openStub(({ Entries = [] }) => ({
      body: { Failed: Entries.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })) },
    }))
    const messages = Array.from({ length: 23 }, (_, at) => ({ body: `message ${at}` }))
    await expect(queue.send(messages)).rejects.toThrow('23 of 23 messages were not sent: InternalError')
    expect(calls.map(({ Entries }) => Entries?.length)).toEqual([10, 10, 3])
  })

  it('does not take a message as sent that the answer leaves out', async () => {
    const { queue } = await openStub(() => ({ body: {} }))
    await expect(queue.send([{ body: 'a' }, { body: 'b' }])).rejects.toThrow('2 of 2 messages were not sent')
  })

  it('leaves repeating to its callers', async () => {
    const { queue, calls } = await openStub(() => ({ status: 500, body: {} }))
    await expect(queue.send([{ body: 'a' }])).rejects.toThrow()
    await expect(queue.receive({ max: 1, waitMs: 0 })).rejects.toThrow()
    await expect(queue.delete('receipt')).rejects.toThrow()
    await expect(queue.release('receipt', 0)).rejects.toThrow()
    await expect(queue.check()).rejects.toThrow()
    expect(calls).toHaveLength(5)
  })

  it('waits whole seconds and asks for count and time under both names', async () => {
    const { queue, calls } = await openStub(() => ({ body: {} }))
    expect(await queue.receive({ max: 3, waitMs: 1_001 })).toEqual([])
    expect(calls).toEqual([
      expect.objectContaining({
        MaxNumberOfMessages: 3,
        WaitTimeSeconds: 2,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
        AttributeNames: ['All'],
      }),
    ])
  })

  it('refuses a received message without its receive count', async () => {
    const md5OfA = '0cc175b9c0f1b6a831c399e269772661'
    const attributes = { SentTimestamp: '1767225600000' }
    const message = { MessageId: 'id', Body: 'a', MD5OfBody: md5OfA, ReceiptHandle: 'receipt', Attributes: attributes }
    const { queue } = await openStub(() => ({ body: { Messages: [message] } }))
    await expect(queue.receive({ max: 1, waitMs: 0 })).rejects.toThrow('ApproximateReceiveCount')
  })

  it('is not reachable where there is no such queue', async () => {
    const client = createSqsClient({ region: 'us-east-1', endpoint: addressOf(server), credentials: CREDENTIALS })
    const queue = createSqsQueue({ client, queueUrl: `${addressOf(server)}/${ACCOUNT}/nowhere` })
    await expect(queue.check()).rejects.toThrow()
    await expect(queue.send([{ body: 'lost' }])).rejects.toThrow()
  })
})

interface Body {
  readonly Entries?: readonly { readonly Id: string }[]
}

function addressOf(listening: Server): string {
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  return `http://127.0.0.1:${address.port}`
}
