import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'

const APP = fileURLToPath(new URL('../../pwa', import.meta.url))

/** Builds the app as it is published, also inside a test runner, which calls its environment a test. */
export async function buildApp(config: InlineConfig = {}): Promise<void> {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({ root: APP, logLevel: 'warn', ...config })
  } finally {
    process.env.NODE_ENV = before
  }
}
