import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBudgets } from '../../perf/lighthouse/budgets.ts'
import { checkBudgets } from '../../perf/lighthouse/check-budgets.ts'
import { figuresOfPages, measurePages } from '../../perf/lighthouse/measure-pages.ts'

/** A page as the app is, in small, whose words are pushed down by what comes late. */
const SHIFTING = `<!doctype html><html lang="en"><title>Planted</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="Something is pushed down.">
<body><div id="late"></div><main><h1>What is pushed down</h1><p>${'Words that people read. '.repeat(40)}</p></main>
<script>setTimeout(() => { late.style.height = '300px' }, 300)</script></body></html>`

let server: Server
let url: string
beforeAll(async () => {
  server = createServer((request, response) => {
    const status = request.url === '/' ? 200 : 404
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(SHIFTING)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server's
})
afterAll(() => server.close())

/** What the budgets say of one load of a page, by the last word of each figure. */
async function judge(address: string): Promise<Readonly<Record<string, string>>> {
  const target = { name: 'page /gallery mobile', url: address, formFactor: 'mobile' as const }
  const figures = figuresOfPages(await measurePages([target], { runs: 1, onRun: async () => undefined }))
  const budgets = (await readBudgets()).filter(({ figure }) => figure.startsWith('page * mobile '))
  const rows = checkBudgets(budgets, { figures, tooSlow: undefined })
  return Object.fromEntries(rows.map(({ figure, verdict }) => [figure.split(' ').at(-1), verdict]))
}

describe('the budgets of a page, by a real Lighthouse', () => {
  it('catch a planted layout shift, and find nothing of it in what is no matter of layout', async () => {
    expect(await judge(`${url}/`)).toMatchObject({ cls: 'failed', accessibility: 'passed', 'third-party': 'passed' })
  })

  it('fail one and all where the page fails to load', async () => {
    const verdicts = Object.values(await judge(`${url}/nowhere`))
    expect(verdicts.length).toBeGreaterThan(6)
    expect(new Set(verdicts)).toEqual(new Set(['failed']))
  })
})
