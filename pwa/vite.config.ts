import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The router's helper for a React without this hook: ours has it.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
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
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
})
