// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, expect, it, vi } from 'vitest'
import { createDatabase } from '#offline/database.ts'
import { renderApp } from './render-app.tsx'

/** The part that says so, on its way for as long as the test wants. */
const part = vi.hoisted(() => Promise.withResolvers<void>())
vi.mock('./tell-blocked.ts', async (original) => {
  await part.promise
  return original()
})
afterEach(cleanup)

it('is not said of an old tab that lets the database go before the words are there', async () => {
  globalThis.indexedDB = new IDBFactory()
  const older = indexedDB.open('pixel-prompt', 1)
  await new Promise((resolve) => {
    older.onsuccess = resolve
  })
  const { services } = await renderApp('/')
  older.result.close()
  await createDatabase().run(async () => undefined)
  part.resolve()
  await import('./tell-blocked.ts')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(services.notices.current.get()).toBeUndefined()
})
