import { beforeAll, describe, expect, it } from 'vitest'
import { filesOf, readText } from '../support/repository.ts'
import { createWorkflowLinter, type WorkflowLinter } from './lint-workflow.ts'
import { checkWorkflow, type WorkflowFile } from './workflow-rules.ts'

let linter: WorkflowLinter
beforeAll(async () => {
  linter = await createWorkflowLinter()
})

const SHA = 'de0fac2e4500dabe0009e67214ff5f5447ce83dd'
const GOOD = `name: good
on:
  push:
    paths: [.github/workflows/good.yml, lambda/**]
permissions:
  contents: read
concurrency: good
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${SHA} # v6.0.2
      - run: npm test
`
const plant = (find: string, replace: string): WorkflowFile => {
  expect(GOOD.split(find)).toHaveLength(2)
  return { path: '.github/workflows/good.yml', text: GOOD.replace(find, () => replace) }
}

describe('the workflows', () => {
  it('keep the rules and satisfy both linters', async () => {
    const paths = await filesOf('.github/workflows/*')
    expect(paths).toContain('.github/workflows/test.yml')
    for (const path of paths) {
      const file = { path, text: await readText(path) }
      expect(checkWorkflow(file), path).toEqual([])
      expect(await linter.lint(file)).toEqual([])
    }
  })
})

describe('a workflow', () => {
  it('that keeps the rules passes', async () => {
    const good = plant('npm test', 'npm test')
    expect(checkWorkflow(good)).toEqual([])
    expect(await linter.lint(good)).toEqual([])
  })

  it.each([
    ['an action by its tag', plant(`@${SHA} # v6.0.2`, '@v6'), 'not pinned'],
    ['an action without its version', plant(`${SHA} # v6.0.2`, SHA), 'not pinned'],
    ['no permissions', plant('permissions:\n  contents: read\n', ''), 'no permissions'],
    ['permission to write', plant('contents: read', 'contents: write'), 'more than reading'],
    ['all permissions', plant('\n  contents: read', ' write-all'), 'more than reading'],
    ['no concurrency', plant('concurrency: good\n', ''), 'no concurrency'],
    ['a job without an end', plant('    timeout-minutes: 5\n', ''), 'no timeout-minutes'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expression
    ['the title of a request', plant('npm test', 'echo ${{ github.event.pull_request.title }}'), 'words of strangers'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expression
    ['the name of a branch', plant('npm test', 'echo ${{ github.head_ref }}'), 'words of strangers'],
    ['a filter without itself', plant('.github/workflows/good.yml, ', ''), 'leaves out the file itself'],
    [
      'a filter against itself',
      plant('paths: [.github/workflows/good.yml, lambda/**]', 'paths-ignore: [.github/**]'),
      'leaves out',
    ],
  ])('with %s is refused', (_what, file, problem) => {
    expect(checkWorkflow(file)).toEqual([expect.stringContaining(problem)])
  })

  it.each([
    ['a key that no step has', plant('- run: npm test', '- run: npm test\n        nope: 1')],
    ['a job that waits for none', plant('    timeout-minutes: 5', '    needs: [two]\n    timeout-minutes: 5')],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expression
    ['an output of no step', plant('npm test', 'echo ${{ steps.two.outputs.x }}')],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expression
    ['the title of a request', plant('npm test', 'echo ${{ github.event.pull_request.title }}')],
  ])('with %s is found by a linter', async (_what, file) => {
    expect(await linter.lint(file)).not.toEqual([])
  })
})
