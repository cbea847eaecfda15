import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../../tests/support/build-app.ts'

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Bare React</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="description" content="A page with React and one sentence." />
    <link rel="icon" href="data:," />
    <script type="module" src="/main.js"></script>
  </head>
  <body><main id="root"></main></body>
</html>
`
const MAIN = `import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
createRoot(document.getElementById('root')).render(createElement('h1', null, 'A page with React and one sentence.'))
`

/**
 * A page that does nothing but show a sentence by React, built as the app is: what no app of this kind comes below. It
 * also tells what the machine is worth, since its figures are known.
 */
export async function buildBareReact(sourceFolder: string, outDir: string): Promise<void> {
  await mkdir(sourceFolder, { recursive: true })
  await Promise.all([
    writeFile(join(sourceFolder, 'index.html'), HTML),
    writeFile(join(sourceFolder, 'main.js'), MAIN),
    writeFile(join(sourceFolder, 'package.json'), '{ "type": "module" }'),
  ])
  const packages = fileURLToPath(new URL('../../node_modules', import.meta.url))
  await buildApp({
    configFile: false,
    root: sourceFolder,
    resolve: { alias: { react: join(packages, 'react'), 'react-dom': join(packages, 'react-dom') } },
    build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false } },
  })
}
