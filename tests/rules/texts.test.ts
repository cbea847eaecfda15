import { beforeAll, describe, expect, it } from 'vitest'
import { findLiterals } from '../support/find-literals.ts'
import { filesOf, readText } from '../support/repository.ts'

const CATALOGUES = 'pwa/src/ui/texts/'

interface Source {
  readonly file: string
  readonly source: string
}

let screens: readonly Source[]
let catalogues: readonly Source[]

beforeAll(async () => {
  const files = (await filesOf('pwa/src/*.ts', 'pwa/src/*.tsx')).filter((file) => !/\.test\.tsx?$/.test(file))
  const sources = await Promise.all(files.map(async (file) => ({ file, source: await readText(file) })))
  screens = sources.filter(({ file }) => !file.startsWith(CATALOGUES))
  catalogues = sources.filter(({ file }) => file.startsWith(CATALOGUES))
})

const HEAD = "import { texts } from '#ui/texts/en.ts'\n"

describe('what people read', () => {
  it('stands in the catalogues alone, and is read when it is shown', () => {
    expect(screens.length).toBeGreaterThan(200)
    const found = screens.flatMap(({ file, source }) => findLiterals(file, source).map((each) => ({ file, ...each })))
    expect(found).toEqual([])
  })

  it.each([
    ['between tags', 'export const A = () => <p>Nothing yet.</p>'],
    ['in braces', "export const A = () => <p>{'Nothing yet.'}</p>"],
    ['by a choice', "export const A = ({ is }) => <p>{is ? 'Nothing yet.' : '…'}</p>"],
    ['as a label by a choice', "export const A = ({ is }) => <b title={is ? 'Nothing yet.' : '…'} />"],
    ['by a condition', "export const A = ({ is }) => <p>{is && 'Nothing yet.'}</p>"],
    ['with an amount', `export const A = ({ n }) => <p>{\`\${n} pictures\`}</p>`],
    ['as a label', 'export const A = () => <nav aria-label="Main" />'],
    ['as a hint', 'export const A = () => <input placeholder="By chance" />'],
    ['as the words of a picture', 'export const A = () => <img alt="A picture" />'],
    ['in the status line', "export function a(announce) { announce('Deleted.') }"],
    ['in a notice', "export const a = (notices) => notices.show({ key: 'a', text: 'Deleted.', actions: [] })"],
  ])('would be found in the code: %s', (_where, source) => {
    expect(findLiterals('planted.tsx', source)).toMatchObject([{ kind: 'literal' }])
  })

  it.each([
    ['in a constant', `${HEAD}const LABEL = texts.common.close`],
    ['in a table', `${HEAD}const TABLE = { a: texts.common.close }`],
    ['by a part of it', `${HEAD}const words = texts.common`],
  ])('would be found where it is kept before the language is settled: %s', (_where, source) => {
    expect(findLiterals('planted.ts', source)).toMatchObject([{ kind: 'early' }])
  })

  it('is fine in a function', () => {
    expect(findLiterals('planted.ts', `${HEAD}const label = () => texts.common.close`)).toEqual([])
  })
})

describe('the catalogues', () => {
  /** They hold no words, or words that must not wait for anything. */
  const OTHERS = ['format.ts', 'translation.ts', 'worker.ts']
  const nameOf = (file: string) => file.slice(CATALOGUES.length)

  it('are all translated', () => {
    const english = catalogues.filter(({ file }) => !nameOf(file).includes('/') && !OTHERS.includes(nameOf(file)))
    expect(english.length).toBeGreaterThan(7)
    expect(english.filter(({ source }) => !/^export const \w+ = translated\('/m.test(source))).toEqual([])
  })

  it('hold nothing that no screen reads', () => {
    const all = screens.map(({ source }) => source).join('\n')
    const unused = catalogues
      .filter(({ file }) => !nameOf(file).includes('/') && !OTHERS.includes(nameOf(file)))
      .flatMap(({ source }) => entriesOf(source))
      .filter(({ parent, name }) => {
        const isNamed = new RegExp(`\\b${name}\\b`).test(all)
        return !isNamed && !new RegExp(`\\b${parent}\\[`).test(all)
      })
    expect(unused).toEqual([])
  })
})

/** The names in a catalogue, with what they stand in. */
function entriesOf(source: string): readonly { readonly parent: string; readonly name: string }[] {
  const parents: string[] = []
  const entries: { parent: string; name: string }[] = []
  for (const line of source.split('\n')) {
    const opened = /^ *(?:export const )?(\w+)(?::| =)(?: translated\('\w+',)? \{$/.exec(line)?.[1]
    const entry = /^ +'?([\w-]+)'?: (?!\{$)/.exec(line)?.[1]
    if (opened !== undefined) parents.push(opened)
    else if (/^ *\}\)?,?$/.test(line)) parents.pop()
    else if (entry !== undefined) entries.push({ parent: parents.at(-1) ?? '', name: entry })
  }
  return entries
}
