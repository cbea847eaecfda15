import { dirname, join, normalize } from 'node:path'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { ClientLog, ClientLogAnswer } from '#contract/client-log.ts'
import { EnhanceAnswer, EnhanceRequest } from '#contract/enhance.ts'
import { ERRORS } from '#contract/errors.ts'
import { FAILURE_SENTENCES } from '#contract/failure-kinds.ts'
import { GalleryEntryAnswer, GalleryListAnswer } from '#contract/gallery.ts'
import { DayFile, GalleryIndexAnswer } from '#contract/gallery-index.ts'
import { HealthAnswer } from '#contract/health.ts'
import { RetryRequest, StatusAnswer } from '#contract/job.ts'
import { ModelsAnswer } from '#contract/models.ts'
import { GenerateAnswer, GenerateRequest } from '#contract/prompt.ts'
import { HEADERS, ROUTES } from '#contract/routes.ts'
import { changeKey, dayFileKey, galleryKey, KEYS, limitSlot, limitWindow } from '../../lambda/src/store/keys.ts'
import { RETENTION } from '../../lambda/src/store/retention.ts'
import { PLANTED_DEFECTS } from '../simulation/planted-defects.ts'
import { DEFECTS_OF_TESTS } from '../simulation/planted-in-tests.ts'
import { exists, filesOf, git, readText, settingsOffered } from '../support/repository.ts'

function titleOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path.replace(':jobId', '{jobId}')}`
}

interface Mention {
  readonly file: string
  readonly text: string
}

/** What the first group of a pattern finds in files. */
async function mentions(pattern: RegExp, ...files: string[]): Promise<Mention[]> {
  const found = (await filesOf(...files)).map(async (file) => {
    return [...(await readText(file)).matchAll(pattern)].map((match) => ({ file, text: match[1] ?? '' }))
  })
  return (await Promise.all(found)).flat()
}

/** First cells of the table rows under a heading that are code, with the other cells. */
function rowsUnder(markdown: string, heading: string): string[][] {
  const section = markdown.split(`\n${heading}\n`)[1]?.split(/\n#{1,3} /)[0] ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')))
}

describe('docs/API.md', () => {
  let api: string
  beforeAll(async () => {
    api = await readText('docs/API.md')
  })

  const written = Object.values(ROUTES).map(titleOf)

  it('has a section for every route, and none for another', () => {
    const sections = [...api.matchAll(/^### ([A-Z]+ \/.*)$/gm)].map((match) => match[1])
    expect(sections.sort()).toEqual([...written].sort())
  })

  it('and every other document speak of no route that does not exist', async () => {
    const named = await mentions(/\b((?:GET|POST|PUT|PATCH|DELETE) \/api\/[\w/{}]+)/g, '*.md')
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(({ text }) => !written.includes(text))).toEqual([])
  })

  it('lists every error code with its status and whether repeating helps, and no other code', () => {
    const listed = rowsUnder(api, '## Errors').map(([code, status, retryable]) => [code, status, retryable])
    const known = Object.entries(ERRORS).map(([code, row]) => {
      return [code, String(row.status), row.retryable ? 'yes' : 'no']
    })
    expect(listed.sort()).toEqual(known.sort())
  })

  it('names no code that the table of the contract lacks', async () => {
    const settings = await settingsOffered()
    const named = [...api.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] ?? '')
    expect(named.filter((name) => !(name in ERRORS) && !settings.has(name))).toEqual([])
  })

  it('lists every failure kind with its sentence', () => {
    expect(Object.fromEntries(rowsUnder(api, '## Failure kinds'))).toEqual(FAILURE_SENTENCES)
  })

  it('names every header of the contract', () => {
    const named = rowsUnder(api, '## Common to all').map(([header]) => header)
    expect(named).toEqual(expect.arrayContaining(Object.values(HEADERS)))
  })

  it.each([
    [ROUTES.generate, { request: GenerateRequest, answer: GenerateAnswer }],
    [ROUTES.status, { answer: StatusAnswer }],
    [ROUTES.cancel, { answer: StatusAnswer }],
    [ROUTES.retry, { request: RetryRequest, answer: StatusAnswer }],
    [ROUTES.enhance, { request: EnhanceRequest, answer: EnhanceAnswer }],
    [ROUTES.models, { answer: ModelsAnswer }],
    [ROUTES.health, { answer: HealthAnswer }],
    [ROUTES.log, { request: ClientLog, answer: ClientLogAnswer }],
    [ROUTES.galleryList, { answer: GalleryListAnswer }],
    [ROUTES.galleryIndex, { answer: GalleryIndexAnswer, file: DayFile }],
    [ROUTES.galleryEntry, { answer: GalleryEntryAnswer }],
  ] as const)('shows for $path examples that the contract takes as they are', (route, schemas) => {
    const section = api.split(`\n### ${titleOf(route)}\n`)[1]?.split(/\n#{2,3} /)[0] ?? ''
    for (const [kind, schema] of Object.entries(schemas)) {
      const example = section.split(`\`\`\`json ${kind}\n`)[1]?.split('\n```')[0]
      expect(example, `an example of the ${kind}`).toBeDefined()
      const value: unknown = JSON.parse(example ?? '')
      expect(v.parse(schema, value)).toEqual(value)
    }
  })
})

describe('docs/RELIABILITY.md', () => {
  it('lists every planted defect, and no other', async () => {
    const section = (await readText('docs/RELIABILITY.md')).split('\n## Planted defects\n')[1] ?? ''
    const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| defect'))
    expect(rows.map((row) => row.split('|').map((cell) => cell.trim()))).toEqual([
      ...PLANTED_DEFECTS.map(({ name }) => ['', name, 'simulation', '']),
      ...DEFECTS_OF_TESTS.map(({ name, test }) => ['', name, `\`${test}\``, '']),
    ])
  })
})

describe('docs/ARCHITECTURE.md', () => {
  it('lists every kind of store key', async () => {
    const text = await readText('docs/ARCHITECTURE.md')
    const { jobPrefix: _isNoKey, imagePrefix: _isNone, ...keys } = KEYS
    const spelled = Object.values(keys).map((spell): unknown => {
      return Reflect.apply(spell, undefined, ['{id}', '{run}', '{width}.{format}'])
    })
    const listed = rowsUnder(text, '## Store keys').map(([key]) => key)
    expect(listed).toEqual(expect.arrayContaining(spelled))
    const window = limitWindow({ scope: 'log', subject: '{subject}', window: '{window}' })
    expect(limitSlot(window, 7)).toBe('limits/log/{subject}/{window}/0007')
    expect(listed).toContain('limits/{scope}/{subject}/{window}/{slot}')
    expect(listed).toContain('gallery/{inverted time}-{id}~{width}x{height}~{thumbhash}~{run}')
    const example = galleryKey({ createdAtMs: 1, jobId: 'a', width: 2, height: 3, thumbhash: 'b', run: 'c' })
    expect(example).toBe('gallery/9999999999998-a~2x3~b~c')
    expect(listed).toContain(dayFileKey('{day}'))
    for (const kind of ['deleted', 'late'] as const) {
      expect(changeKey(kind, { atMs: 1, jobId: 'a' })).toBe(`index/${kind}/9999999999998-a`)
      expect(listed).toContain(`index/${kind}/{inverted time}-{id}`)
    }
  })
})

describe('the table of retention in docs/ARCHITECTURE.md', () => {
  it('is that of the code', async () => {
    const rows = rowsUnder(await readText('docs/ARCHITECTURE.md'), '### How long it is kept')
    const listed = rows.map(([prefix, at7, at90]) => [prefix, Number(at7), Number(at90)])
    expect(listed).toEqual(Object.entries(RETENTION).map(([prefix, days]) => [prefix, days(7), days(90)]))
  })
})

describe('docs/PROVIDERS.md', () => {
  it('explains every setting of a server', async () => {
    const explained = rowsUnder(await readText('docs/PROVIDERS.md'), '## OpenAI-compatible servers').map(
      ([name]) => name,
    )
    const offered = [...(await settingsOffered())].filter((name) => name.startsWith('GENERIC_'))
    expect(explained.filter((name) => name?.startsWith('GENERIC_')).sort()).toEqual(offered.sort())
  })
})

describe('the decisions', () => {
  it('are all in the index, under their own titles', async () => {
    const index = await readText('docs/adr/README.md')
    const files = await decisions()
    expect(files.length).toBeGreaterThan(20)
    const listed = [...index.matchAll(/^\| \[(\d{3})\]\((.+?)\) \| (.+?) \| (.+?) \|$/gm)]
    expect(listed.map((match) => match[2])).toEqual(files)
    for (const [, number, file, title, status] of listed) {
      const text = await readText(`docs/adr/${file}`)
      expect(text.split('\n')[0]).toBe(`# ADR-${number}: ${title}`)
      expect(text).toContain(`\nStatus: ${status}\n`)
    }
  })

  it('name code that exists', async () => {
    const wrong: string[] = []
    for (const file of await decisions()) {
      const section = (await readText(`docs/adr/${file}`)).split('\n## Code governed\n')[1]?.split('\n## ')[0] ?? ''
      const paths = [...section.matchAll(/^- `([^`]+)`/gm)].map((match) => match[1] ?? '')
      if (paths.length === 0) wrong.push(`${file} names no code`)
      for (const path of paths) if (!(await exists(path))) wrong.push(`${file}: ${path}`)
    }
    expect(wrong).toEqual([])
  })

  it('that code and documents refer to by number exist', async () => {
    const referred = await git('grep', '--untracked', '-ohE', 'ADR-[0-9]{3}', '--', ':!docs/adr')
    expect(referred.length).toBeGreaterThan(0)
    const numbers = (await decisions()).map((file) => `ADR-${file.slice(0, 3)}`)
    expect(referred.filter((name) => !numbers.includes(name))).toEqual([])
  })
})

describe('every Markdown file', () => {
  it('links to files and headings that exist', async () => {
    const files = await filesOf('*.md')
    expect(files).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/ARCHITECTURE.md']))
    const links = (await Promise.all(files.map(linksOf))).flat()
    expect(links.length).toBeGreaterThan(30)
    const reached = await Promise.all(links.map(leadsSomewhere))
    expect(links.filter((_link, at) => !reached[at])).toEqual([])
  })

  it('names files and folders that exist', async () => {
    const named = await mentions(/`((?:lambda|pwa|edge|infra|tests|perf|docs)\/[\w./-]+)`/g, '*.md')
    expect(named.length).toBeGreaterThan(100)
    // A file of settings that each clone makes for itself stands beside its example.
    const found = await Promise.all(named.map(({ text }) => exists(text.replace(/^pwa\/\.env$/, 'pwa/.env.example'))))
    expect(named.filter((_path, at) => !found[at])).toEqual([])
  })

  it('names commands that package.json has, and every one that measures', async () => {
    const { scripts } = v.parse(
      v.object({ scripts: v.record(v.string(), v.string()) }),
      JSON.parse(await readText('package.json')),
    )
    const named = await mentions(/npm run ([a-z]+(?:[:-][a-z]+)*)/g, '*.md', 'tests/run.ts')
    expect(named.filter(({ text }) => !(text in scripts))).toEqual([])
    const measuring = Object.keys(scripts).filter((name) => /^perf\b/.test(name))
    expect(measuring).toContain('perf')
    const names = new Set(named.map(({ text }) => text))
    expect(measuring.filter((name) => !names.has(name))).toEqual([])
  })
})

/** File names of the decisions, in the order of their numbers. */
async function decisions(): Promise<string[]> {
  const files = await filesOf('docs/adr/[0-9]*.md')
  return files.map((file) => file.replace('docs/adr/', '')).sort()
}

interface Link {
  readonly file: string
  readonly target: string
}

/** Links of a Markdown file that are not addresses of the web. */
async function linksOf(file: string): Promise<Link[]> {
  const targets = withoutCode(await readText(file)).matchAll(/\]\(([^)\s]+)\)/g)
  return [...targets]
    .map((match) => ({ file, target: match[1] ?? '' }))
    .filter(({ target }) => !/^[a-z]+:/.test(target))
}

async function leadsSomewhere({ file, target }: Link): Promise<boolean> {
  const [path = '', anchor] = target.split('#')
  const linked = path === '' ? file : normalize(join(dirname(file), path))
  if (!(await exists(linked))) return false
  return anchor === undefined || anchorsOf(await readText(linked)).has(anchor)
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
}

/** The names that GitHub gives to headings. */
function anchorsOf(markdown: string): Set<string> {
  const headings = markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)
  return new Set(
    [...headings].map(([, heading = '']) => {
      return heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-')
    }),
  )
}
