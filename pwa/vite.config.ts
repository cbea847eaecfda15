import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { createLogger, defineConfig, loadEnv } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { readDeployedBackend } from './deployed-backend.ts'
import { inlineFirstPaint } from './inline-first-paint.ts'
import { WEB_MANIFEST } from './web-manifest.ts'

const PICTURE_PARTS =
  /node_modules\/thumbhash|src\/ui\/(picture|placeholder|texts\/pictures)|src\/platform\/(use-download|read-original)/

/** A few hundred bytes each, of screens that need the shared parts too. */
const SMALL_PARTS = /src\/(tell-blocked|features\/results\/job-list)\.tsx?$/

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  // `npm run dev:deployed`: the sources of the app, and the backend of a deployment.
  ...(mode === 'deployed' && { server: serverOverDeployment() }),
  plugins: [
    react(),
    inlineFirstPaint(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      // The page registers it, when everything else is loaded, and asks before it takes a new version.
      injectRegister: false,
      manifest: WEB_MANIFEST,
      includeManifestIcons: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,css,svg,webmanifest}', 'icons/*.png'],
        // Only for visits without a worker.
        globIgnores: ['assets/first-pictures-*.js'],
        // Hashed names need no revision.
        dontCacheBustURLsMatching: /^assets\//,
      },
    }),
  ],
  // The router's helper for a React without this hook: ours has it.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  css: { modules: { generateScopedName: scopedName } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Browsers with light-dark(), :has() and container queries.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // Nothing is published that no browser asks for.
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What the first screen needs is one file: parts that a later screen shares with it would compress worse by themselves.
    // So are the parts of a picture, which its cell, the gallery and the image view all show.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 1 },
            { name: 'picture', test: PICTURE_PARTS },
            // What several later parts need: dozens of files of a few hundred bytes would each cost a request.
            { name: 'shared', minShareCount: 2 },
            { name: 'shared', test: SMALL_PARTS },
          ],
        },
      },
    },
  },
}))

/** Each class by its name and its file, which compresses better than with the line that would be added else. */
function scopedName(name: string, file: string): string {
  const place = relative(import.meta.dirname, file.split('?')[0] ?? file)
  return `_${name}_${createHash('sha256').update(place).digest('base64url').slice(0, 4)}`
}

function serverOverDeployment() {
  const { name, proxy } = readDeployedBackend(loadEnv('deployed', import.meta.dirname))
  createLogger().info(`The backend is the deployment ${name}`)
  return { host: '127.0.0.1', proxy }
}
