import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StatusAnswer } from '#contract/job.ts'
import { type AwsRun, startAwsRun } from '../support/aws-run.ts'
import { post } from '../support/start-api.ts'

const JOB = '0190a8b5-0000-7000-8000-0000000000aa'

let run: AwsRun
beforeAll(async () => {
  run = await startAwsRun({})
})
afterAll(() => run.close())

describe('the Lambda entries over S3 and SQS', () => {
  it('take a prompt from an HTTP event to a picture in the bucket', async () => {
    const { call, work, s3 } = run
    const prompt = { prompt: 'a quiet harbor', models: ['sketch:pixel'] }
    const accepted = await call('/api/generate', post(prompt, { 'Idempotency-Key': JOB }))
    expect(accepted).toMatchObject({ status: 200, body: { jobId: JOB, status: 'pending' } })

    expect(await work()).toBe(1)

    const status = v.parse(StatusAnswer, (await call(`/api/status/${JOB}`)).body)
    expect(status).toMatchObject({ status: 'completed', completedModels: 1 })
    expect((await call('/api/gallery/list')).body).toMatchObject({ galleries: [{ id: JOB, imageCount: 1 }] })
    expect((await call('/api/health')).body).toMatchObject({ store: 'ok', queue: 'ok' })
    expect(s3.requests.some((line) => line.startsWith(`PUT /pixel-prompt/images/${JOB}/sketch-pixel/original`))).toBe(
      true,
    )
  })

  it('erase ten deleted jobs with one order to the CDN', async () => {
    const owner = { Authorization: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789' }
    const jobIds = Array.from({ length: 10 }, (_, at) => `0190a8b5-0000-7000-8000-0000000001${at}0`)
    for (const jobId of jobIds) {
      const prompt = { prompt: 'a quiet harbor', models: ['sketch:pixel'] }
      await run.call('/api/generate', post(prompt, { 'Idempotency-Key': jobId, ...owner }))
    }
    await run.work()
    for (const jobId of jobIds) {
      const { status } = await run.call(`/api/gallery/${jobId}`, { method: 'DELETE', headers: owner })
      expect(status).toBe(204)
    }

    expect(await run.work()).toBe(10)
    expect(run.invalidations).toHaveLength(1)
    expect(run.invalidations[0]).toEqual(expect.arrayContaining(jobIds.map((jobId) => `/images/${jobId}/*`)))
  })

  it('name a message that cannot be done, so that the queue keeps it', async () => {
    const { batchItemFailures } = await run.deliver({ type: 'no message of ours' })
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'again' }])
  })
})
