import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { SECURITY_HEADERS } from '../infra/security-headers.ts'
import { findForbidden } from './allowed-syntax.ts'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const EXPORT = /export\{handler\};\n?$/

/** What the runtime documents beyond ES5. Everything else is lowered or refused by the bundler. */
const SUPPORTED = [
  'arrow',
  'const-and-let',
  'template-literal',
  'async-await',
  'rest-argument',
  'exponent-operator',
  'object-extensions',
  'object-accessors',
  'regexp-named-capture-groups',
  'regexp-lookbehind-assertions',
] as const

/** The bundle cannot run at the edge. */
export class EdgeBuildError extends Error {
  override readonly name = 'EdgeBuildError'

  constructor(problems: readonly string[]) {
    super(`The edge function cannot be built:\n${problems.join('\n')}`)
  }
}

/**
 * The text of the edge function as it is deployed: one script with a top-level function `handler`.
 * @param entry for tests: another source than the function's own
 * @throws EdgeBuildError for what the runtime does not have
 */
export async function buildEdgeFunction(entry = `${FOLDER}src/viewer-request.ts`): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    external: ['cloudfront'],
    charset: 'ascii',
    legalComments: 'none',
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: false, // the runtime calls `handler` by its name
    target: 'es5',
    supported: Object.fromEntries(SUPPORTED.map((feature) => [feature, true])),
    define: { SECURITY_HEADERS: JSON.stringify(asValues(SECURITY_HEADERS)) },
    logLevel: 'silent',
  }).catch((error: Error) => {
    throw new EdgeBuildError([error.message])
  })
  const bundle = outputFiles[0]?.text ?? ''
  if (!EXPORT.test(bundle)) throw new EdgeBuildError(['The entry exports something else than one `handler`.'])
  const code = bundle.replace(EXPORT, '')
  const problems = findForbidden(code)
  if (problems.length > 0) throw new EdgeBuildError(problems)
  return code
}

/** The form in which the runtime has headers. */
function asValues(headers: Readonly<Record<string, string>>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await buildEdgeFunction()
  await mkdir(`${FOLDER}dist`, { recursive: true })
  await writeFile(`${FOLDER}dist/viewer-request.js`, code)
}
