import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KEYS } from '../../lambda/src/store/keys.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

const PUBLIC_URL = 'https://pictures.example'
const OWNER = { Authorization: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789' }

let api: TestApi
beforeEach(async () => {
  api = await startApi({ environment: { PUBLIC_URL } })
})
afterEach(() => api.close())

async function made(body: object): Promise<string> {
  const jobId = crypto.randomUUID()
  await api.app.request('/api/generate', post(body, { 'Idempotency-Key': jobId, ...OWNER }))
  await api.work()
  return jobId
}
async function pageOf(jobId: string): Promise<string | undefined> {
  const page = await api.services.store.get(KEYS.sharePage(jobId))
  return page && new TextDecoder().decode(page.body)
}

describe('a published job', () => {
  it('has one share page, whose picture stands', async () => {
    const prompt = 'a <b>red</b> fox & "friends"'
    const jobId = await made({ prompt, models: ['sketch:pixel', 'sketch:poster'], aspectRatio: '3:2' })
    const page = (await pageOf(jobId)) ?? ''
    expect(page).toContain('<title>a &lt;b&gt;red&lt;/b&gt; fox &amp; &quot;friends&quot;</title>')
    expect(page).toMatch(/content="Made with Pixel Prompt: (?:Pixel|Poster) \(sketch, not AI\)"/)
    const address = /og:image" content="https:\/\/pictures\.example\/(images\/[^"]+)"/.exec(page)?.[1] ?? ''
    expect(address).toMatch(new RegExp(`^images/${jobId}/sketch-(?:pixel|poster)/1024\\.jpeg$`))
    expect(await api.services.store.head(address)).toMatchObject({ contentType: 'image/jpeg' })
    expect(await api.services.store.head(KEYS.sharePage(jobId))).toMatchObject({
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'public, max-age=300',
    })
  })

  it('loses it with its deletion', async () => {
    const jobId = await made({ prompt: 'a fox', models: ['sketch:pixel'] })
    await api.app.request(`/api/gallery/${jobId}`, { method: 'DELETE', headers: OWNER })
    await api.work()
    expect(await pageOf(jobId)).toBeUndefined()
  })
})

describe('a job that is not published', () => {
  it('has none', async () => {
    expect(await pageOf(await made({ prompt: 'a fox', models: ['sketch:pixel'], publish: false }))).toBeUndefined()
  })
})
