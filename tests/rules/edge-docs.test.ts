import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { MAX_BYTES } from '../../edge/allowed-syntax.ts'
import { readVectors, type Vector } from '../../edge/vectors.ts'
import { SECURITY_HEADERS } from '../../infra/security-headers.ts'
import { readText } from '../support/repository.ts'

const DOC = fileURLToPath(new URL('../../docs/EDGE.md', import.meta.url))
const [BEGIN, END] = ['<!-- begin: vectors -->', '<!-- end: vectors -->']

/** A text as code in a table, with what is not printable in its escaped form. */
function toCode(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\\\', '\\').replaceAll('\\"', '"')
  return `\`${escaped.replaceAll('|', '\\|')}\``
}

function rowOf({ name, request, result }: Vector): string {
  const { method, uri, query, headers, address } = request
  const verb = method === 'GET' ? '' : `${toCode(method)} `
  const asked = verb + toCode(`${uri}${query === undefined ? '' : `?${query}`}`)
  const lines = Object.entries(headers).map(([header, value]) => toCode(`${header}: ${value}`))
  const caller = 'address' in result ? [`from ${toCode(address)}`] : []
  return `| ${name} | ${asked} | ${[...lines, ...caller].join('<br>')} | ${describe(result)} |`
}

function describe(result: Vector['result']): string {
  if ('status' in result) {
    const location = result.location === undefined ? '' : ` to ${toCode(result.location)}`
    return `**${result.status}**${location}${result.isPage ? ', a page' : ''}`
  }
  const query = result.query === undefined ? '' : `?${result.query}`
  const address = result.address === undefined ? '' : `, caller ${toCode(result.address)}`
  return toCode(result.uri + query) + address
}

it('docs/EDGE.md has every vector in its tables', async () => {
  const tables = (await readVectors()).map(({ title, vectors }) => {
    const head = ['| what | asked for | with | becomes |', '|---|---|---|---|']
    return [`### ${title}`, '', ...head, ...vectors.map(rowOf)].join('\n')
  })
  const [before, rest] = (await readText('docs/EDGE.md')).split(BEGIN)
  const after = rest?.split(END)[1]
  const next = `${before}${BEGIN}\n${tables.join('\n\n')}\n${END}${after}`
  if (process.env.WRITE_DOCS === 'yes') await writeFile(DOC, next)
  expect(await readText('docs/EDGE.md')).toBe(next)
})

it('docs/EDGE.md lists every security header, and the limit of the size', async () => {
  const text = await readText('docs/EDGE.md')
  const listed = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1])
  expect(listed).toEqual(expect.arrayContaining(Object.keys(SECURITY_HEADERS)))
  expect(text).toContain(`${MAX_BYTES.toLocaleString('en')} bytes`)
})
