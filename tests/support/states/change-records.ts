import type { Page } from 'playwright-core'

/** Changes every row of a store of the device's database, as time or another version would, and opens the page anew. */
export async function changeRecords(page: Page, store: string, change: Record<string, unknown>): Promise<void> {
  await page.evaluate(
    async ({ name: storeName, changed }) => {
      const done = (request: IDBRequest) =>
        new Promise((resolve, reject) =>
          Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }),
        )
      const [{ name = '' } = {}] = await indexedDB.databases()
      const database = (await done(indexedDB.open(name))) as IDBDatabase // the result of opening one
      const transaction = database.transaction(storeName, 'readwrite')
      const rows = transaction.objectStore(storeName).openCursor()
      rows.onsuccess = () => {
        rows.result?.update({ ...rows.result.value, ...changed })
        rows.result?.continue()
      }
      await new Promise((resolve) => Object.assign(transaction, { oncomplete: resolve }))
      database.close()
    },
    { name: store, changed: change },
  )
  await page.reload()
}
