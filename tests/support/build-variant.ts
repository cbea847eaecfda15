import { buildApp } from './build-app.ts'

/** Builds the app as another version: its parts have other names, and the page tells which version it is of. */
export async function buildVariant(outDir: string, version: string): Promise<void> {
  await buildApp({
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: 'variant',
        enforce: 'pre',
        transform(code, id) {
          if (!/pwa\/src\/[\w-]+\.tsx?$/.test(id)) return
          return `${code}\nglobalThis.variant = ${JSON.stringify(version)}\n`
        },
      },
    ],
  })
}
