import { describe, expect, it } from 'vitest'
import { filesOf, readText } from '../support/repository.ts'

/** A key that is asked for by its name: by a comparison, a case or a pattern. */
const NAMED_KEY = /\bkey (?:===|!==) '|\.test\((?:event\.)?key\)|case 'Arrow/g

/** What is none of the app's keys. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'pwa/src/platform/use-keys.ts': 'Escape is heard in text boxes too',
  'pwa/src/features/create/improve-panel.tsx': 'keeps Enter from sending the form',
  'pwa/src/features/ideas/panel-frame.tsx': 'keeps Enter from sending the form',
  'pwa/src/features/ideas/template-fields.tsx': 'Enter goes to the next blank, as in any form',
}

function namesKeys(text: string): boolean {
  return [...text.matchAll(NAMED_KEY)].length > 0
}

describe('keys', () => {
  it('are known by the tables that the help lists, and by nothing else', async () => {
    const files = (await filesOf('pwa/src/*.ts', 'pwa/src/*.tsx')).filter((file) => !/\.test\.tsx?$/.test(file))
    expect(files.length).toBeGreaterThan(100)
    const texts = await Promise.all(files.map(async (file) => ({ file, text: await readText(file) })))
    const naming = texts.filter(({ text }) => namesKeys(text)).map(({ file }) => file)
    expect(naming.sort()).toEqual(Object.keys(EXCEPTIONS).sort())
  })

  it.each(["if (event.key === 'x') act()", "key !== 'Enter'", "case 'ArrowLeft':", '/^[1-6]$/.test(key)'])(
    'asked for as in %s are found',
    (planted) => expect(namesKeys(planted)).toBe(true),
  )
})
