import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findGrant } from '../../infra/template/evaluate-policy.ts'
import { readTemplate, type Template } from '../../infra/template/read-template.ts'
import { allStatements, type Statement, statementsOfRole } from '../../infra/template/statements.ts'
import { VENDOR_ROWS } from '../../lambda/src/models/vendor-rows.ts'
import { changeKey, dayFileKey, galleryKey, KEYS, limitSlot, limitWindow } from '../../lambda/src/store/keys.ts'
import { type AwsRun, startAwsRun } from '../support/aws-run.ts'
import { listGrants, readsOfTheMissing, type UsedGrant } from '../support/grants.ts'
import { publishJob } from '../support/publish-job.ts'
import type { AwsCall } from '../support/record-aws-calls.ts'
import { readText } from '../support/repository.ts'
import { post } from '../support/start-api.ts'

const DOC = fileURLToPath(new URL('../../docs/IAM.md', import.meta.url))
const [BEGIN, END] = ['<!-- begin: grants -->', '<!-- end: grants -->']
const OWNER = { Authorization: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789' }
const DAY_MS = 86_400_000
const JOB = '0190a8b5-0000-7000-8000-0000000000aa'
const ROLES = ['ApiRole', 'WorkerRole']

/** What is granted to others than the code here, and to whom. */
const FOR_OTHERS: Readonly<Record<string, string>> = {
  'ApiRole WriteLogs': 'Lambda, which writes what the function prints',
  'WorkerRole WriteLogs': 'Lambda, which writes what the function prints',
  'WorkerRole TakeMessages': 'Lambda, which asks the queue for the function',
  'SealingRole AskForSealing': 'EventBridge Scheduler, `SealingSchedule` of the template',
  'DataBucketPolicy PublicPartsThroughTheEdge': 'CloudFront, which reads `images/`, day files and `site/`',
}

let template: Template
let run: AwsRun
let calls: readonly AwsCall[]

beforeAll(async () => {
  template = readTemplate(await readText('template.yaml'))
  run = await startAwsRun({ LIMIT_GENERATE_PER_DAY: '5', LIMIT_LOG_PER_HOUR: '2', LIMIT_ENHANCE_PER_DAY: '5' })
  await useEverything(run)
  // A key that is read and not there is looked for by a list; whether S3 then names the key as prefix is not documented.
  const all = [...run.recording.calls, ...readsOfTheMissing(run.recording.calls)]
  calls = [...new Map(all.map((call) => [JSON.stringify(call), call])).values()]
}, 60_000)
afterAll(() => run.close())

/** Every route and every kind of message, with lost answers, a second delivery, and days that take more than one message. */
async function useEverything(run: AwsRun): Promise<void> {
  const { call, work, deliver, store, s3 } = run
  await store.put('site/index.html', new Uint8Array(), { contentType: 'text/html' })
  await call('/api/health')
  await call('/api/models')
  const generate = (models: readonly string[], jobId: string = randomUUID()) => {
    return call('/api/generate', post({ prompt: 'a quiet harbor', models }, { 'Idempotency-Key': jobId, ...OWNER }))
  }
  for (const prefix of ['limits/', 'gallery/', 'site/share/']) s3.loseAnswer(prefix)
  expect((await generate(['sketch:pixel'], JOB)).status).toBe(200)
  const bedrock = VENDOR_ROWS.filter(({ provider, retiredOn }) => provider === 'bedrock' && retiredOn === undefined)
  const failing = randomUUID()
  expect(
    (
      await generate(
        bedrock.map(({ id }) => id),
        failing,
      )
    ).status,
  ).toBe(200)
  await work()
  const statuses = await Promise.all([JOB, failing].map((jobId) => call(`/api/status/${jobId}`)))
  expect(statuses.map(({ body }) => body)).toMatchObject([{ status: 'completed' }, { status: 'failed' }])
  await call(`/api/jobs/${failing}/retry`, post({ model: bedrock[0]?.id }, OWNER))
  await call(`/api/jobs/${failing}/cancel`, post({}, OWNER))
  await call('/api/enhance', post({ prompt: 'a quiet harbor' }))
  const log = () => call('/api/log', post({ level: 'INFO', message: 'hello' }))
  await log()
  // As if another process had given the rest of the turns away.
  const [window = ''] = (await store.list({ prefix: 'limits/log/' })).keys.map((key) =>
    key.slice(0, key.lastIndexOf('/')),
  )
  for (const slot of [0, 1]) {
    await store.put(limitSlot(window, slot), new Uint8Array([1]), { contentType: 'text/plain', only: 'absent' })
  }
  expect((await log()).status).toBe(429)

  // The same message again, after the last step of its run broke off: the AVIFs are made of the stored original.
  await store.delete(KEYS.finished(JOB, 'sketch-pixel'))
  await deliver({ type: 'run', jobId: JOB, model: 'sketch:pixel', attempt: 1, correlationId: 'c' })

  const now = Date.now()
  for (const days of [3, 4]) await publishJob(store, { createdAtMs: now - days * DAY_MS, runs: ['sketch-pixel'] })
  await call('/api/gallery/index')
  s3.loseAnswer('index/')
  await sealSlowly(run)
  await call('/api/gallery/index')
  for (const path of ['list', 'list?limit=1', JOB]) expect((await call(`/api/gallery/${path}`)).status).toBe(200)

  expect((await call(`/api/gallery/${JOB}`, { method: 'DELETE', headers: OWNER })).status).toBe(204)
  await work()
}

/** A clock by which the first day takes so long that the others are handed on to another message. */
async function sealSlowly({ work, s3 }: AwsRun): Promise<void> {
  const real = Date.now
  const isSealed = () => s3.requests.some((request) => request.startsWith('PUT') && request.includes('/index/2'))
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => real() + (isSealed() ? 100_000 : 0))
  try {
    await work()
  } finally {
    clock.mockRestore()
  }
}

const statementsOf = (role: string) => statementsOfRole(template, role)
const refused = (statements: (role: string) => readonly Statement[]) => {
  return calls.filter((call) => findGrant(statements(call.role), call) === undefined)
}
const usedGrants = () => {
  const used = new Map<string, UsedGrant>()
  for (const call of calls) {
    const grant = findGrant(statementsOf(call.role), call)
    for (const one of grant === undefined ? [] : listGrants([grant.statement])) {
      const isIt = grant !== undefined && one.action === call.action && one.resource === grant.resource
      if (!isIt || (one.prefix !== undefined && !grant.prefixes.includes(one.prefix))) continue
      const known = used.get(one.name) ?? { ...one, places: new Set() }
      used.set(one.name, { ...known, places: new Set([...known.places, call.place]) })
    }
  }
  return used
}

describe('the roles of the functions', () => {
  it('allow every call of AWS that the code makes', () => {
    expect(calls.length).toBeGreaterThan(100)
    expect(refused(statementsOf)).toEqual([])
  })

  it('allow nothing that the code does not need', () => {
    const used = usedGrants()
    const spare = listGrants(ROLES.flatMap(statementsOf)).filter(({ name, owner, sid }) => {
      return !used.has(name) && !(`${owner} ${sid}` in FOR_OTHERS)
    })
    expect(spare.map(({ name }) => name)).toEqual([])
  })

  it('are each needed in every part: without any one grant a call is refused', () => {
    const grants = [...usedGrants().values()]
    expect(grants.length).toBeGreaterThan(30)
    const idle = grants.filter((grant) => {
      const without = (role: string) => statementsOf(role).map((statement) => withoutGrant(statement, grant))
      return refused(without).length === 0
    })
    expect(idle.map(({ name }) => name)).toEqual([])
  })

  it('would show a grant too many', () => {
    const [first] = statementsOf('ApiRole')
    const wider = first && { ...first, resources: [...first.resources, '{DataBucket.Arn}/images/*'] }
    const names = listGrants(wider === undefined ? [] : [wider]).map(({ name }) => name)
    expect(names.filter((name) => !usedGrants().has(name))).toEqual([
      'ApiRole ReadObjects s3:GetObject {DataBucket.Arn}/images/*',
    ])
  })

  it('let neither function do what is the other one’s', () => {
    const key = (name: string) => `{DataBucket.Arn}/${name}`
    const may = (role: string, action: string, resource: string) => {
      return findGrant(statementsOf(role), { action, resource, context: {} }) !== undefined
    }
    expect(may('ApiRole', 's3:DeleteObject', key(KEYS.request(JOB)))).toBe(false)
    expect(may('ApiRole', 's3:PutObject', key(KEYS.original(JOB, 'a')))).toBe(false)
    expect(may('WorkerRole', 's3:PutObject', key('limits/log/a/b/0001'))).toBe(false)
    expect(may('WorkerRole', 's3:PutObject', key('site/index.html'))).toBe(false)
    expect(may('WorkerRole', 's3:DeleteObject', key(dayFileKey('2026-01-01')))).toBe(false)
  })
})

describe('the distribution', () => {
  const may = (key: string, source: string) => {
    const statements = allStatements(template).filter(({ owner }) => owner === 'DataBucketPolicy')
    const context = { 'AWS:SourceArn': source, 'aws:SecureTransport': 'true' }
    return findGrant(statements, { action: 's3:GetObject', resource: `{DataBucket.Arn}/${key}`, context }) !== undefined
  }
  const own = 'arn:{AWS::Partition}:cloudfront::{AWS::AccountId}:distribution/{Distribution}'
  const day = dayFileKey('2026-01-01')

  it('reads pictures, sealed days, share pages and the app', () => {
    const read = [
      KEYS.original(JOB, 'a'),
      KEYS.variant(JOB, 'a', '640.webp'),
      day,
      KEYS.sharePage(JOB),
      'site/index.html',
    ]
    expect(read.filter((key) => !may(key, own))).toEqual([])
  })

  it('reads no prompt, no address and no list, and nothing for others', () => {
    const slot = limitSlot(limitWindow({ scope: 'log', subject: 'a', window: 'b' }), 1)
    const listed = galleryKey({ createdAtMs: 1, jobId: JOB, width: 2, height: 3, thumbhash: 'b', run: 'c' })
    const hidden = [
      KEYS.request(JOB),
      KEYS.result(JOB, 'a'),
      slot,
      listed,
      changeKey('deleted', { atMs: 1, jobId: JOB }),
    ]
    expect(hidden.filter((key) => may(key, own))).toEqual([])
    expect(may(day, own.replace('{Distribution}', 'E1OTHER'))).toBe(false)
  })
})

it('docs/IAM.md has every grant, with the code that needs it', async () => {
  const used = usedGrants()
  const rows = listGrants(allStatements(template)).map((grant) => {
    const reason = FOR_OTHERS[`${grant.owner} ${grant.sid}`]
    const places = [...(used.get(grant.name)?.places ?? [])].sort().map(quotePlace)
    const what = grant.prefix === undefined ? grant.resource : `keys under ${grant.prefix}`
    return `| ${grant.owner} | \`${grant.action}\` | \`${what}\` | ${reason ?? places.join(', ')} |`
  })
  const table = ['| who | may | on | for |', '|---|---|---|---|', ...rows].join('\n')
  const [before, rest] = (await readText('docs/IAM.md')).split(BEGIN)
  const next = `${before}${BEGIN}\n${table}\n${END}${rest?.split(END)[1]}`
  if (process.env.WRITE_DOCS === 'yes') await writeFile(DOC, next)
  expect(await readText('docs/IAM.md')).toBe(next)
})

/** The file, and in brackets what in it makes the call. */
function quotePlace(place: string): string {
  const [file, name] = place.split(' ')
  return name === undefined ? `\`${file}\`` : `\`${file}\` (\`${name}\`)`
}

function withoutGrant(statement: Statement, { owner, sid, action, resource, prefix }: UsedGrant): Statement {
  if (statement.owner !== owner || statement.sid !== sid || !statement.actions.includes(action)) return statement
  if (prefix === undefined) return { ...statement, resources: statement.resources.filter((one) => one !== resource) }
  const conditions = statement.conditions.map((condition) => {
    return { ...condition, values: condition.values.filter((value) => value !== prefix) }
  })
  return { ...statement, conditions }
}
