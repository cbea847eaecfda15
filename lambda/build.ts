import { fileURLToPath } from 'node:url'
import { type BuildOptions, type BuildResult, build } from 'esbuild'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

/** The functions as they are deployed. */
export const FUNCTIONS = { api: 'src/main-api.ts', worker: 'src/main-worker.ts' } as const
export type FunctionName = keyof typeof FUNCTIONS

/**
 * Bundles one function. `sharp` stays outside: it is native code, and comes to the worker as a layer of its own.
 * @param changes for measurements: another place, or plugins; otherwise it is `lambda/dist/{name}/index.mjs`
 */
export function buildFunction(
  name: FunctionName,
  changes: Pick<BuildOptions, 'outfile' | 'plugins'> = {},
): Promise<BuildResult<{ metafile: true }>> {
  return build({
    absWorkingDir: FOLDER,
    entryPoints: [FUNCTIONS[name]],
    outfile: `${FOLDER}dist/${name}/index.mjs`,
    bundle: true,
    minify: true,
    keepNames: true, // errors are told apart by their names in the log
    sourcemap: 'linked',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: ['sharp'],
    metafile: true,
    // Dependencies of the AWS clients are still CommonJS and ask for `require`, which ES modules do not have.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
    ...changes,
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await Promise.all([buildFunction('api'), buildFunction('worker')])
