import { fileURLToPath } from 'node:url'
import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

/** The functions as they are deployed; the handler of each is `main-{name}.handler`. */
export const FUNCTIONS = { api: 'src/main-api.ts', worker: 'src/main-worker.ts' } as const
export type FunctionName = keyof typeof FUNCTIONS

/**
 * sharp is native code and comes to the worker as a layer. Layers are found by `NODE_PATH`, which `require` knows on every
 * Node and `import` on none but Lambda's own.
 */
const sharpFromLayer: Plugin = {
  name: 'sharp-from-layer',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^sharp$/ }, ({ kind }) => {
      return kind === 'require-call' ? { path: 'sharp', external: true } : { path: 'sharp', namespace: 'layer' }
    })
    onLoad({ filter: /^sharp$/, namespace: 'layer' }, () => ({ contents: "module.exports = require('sharp')" }))
  },
}

/**
 * Bundles one function into `main-{name}.mjs` and the parts that it loads later: AWS clients, the word filter, pictures.
 * @param outFolder takes the files; what is there already stays
 * @param plugins for measurements
 */
export function buildFunction(
  name: FunctionName,
  { outFolder, plugins = [] }: { outFolder: string; plugins?: BuildOptions['plugins'] },
): Promise<BuildResult<{ metafile: true }>> {
  return build({
    absWorkingDir: FOLDER,
    entryPoints: [FUNCTIONS[name]],
    outdir: outFolder,
    outExtension: { '.js': '.mjs' }, // no package.json has to say what they are
    entryNames: '[name]',
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: true, // errors are told apart by their names in the log
    sourcemap: 'linked',
    sourcesContent: false,
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node24',
    format: 'esm',
    metafile: true,
    plugins: [sharpFromLayer, ...plugins],
    // Dependencies of the AWS clients are still CommonJS and ask for `require`, which ES modules do not have.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
}
