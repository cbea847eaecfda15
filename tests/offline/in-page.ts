/* What the tests run inside of the browser: each function stands alone, since only its text goes there. */

/** Runs in the page: types each text into the box, and presses Generate until the box is empty, as a person does. */
export async function writePrompts(texts: readonly string[]): Promise<void> {
  const { noteSaved } = window as unknown as { noteSaved: (text: string) => Promise<void> } // put there by the schedule
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
  for (const text of texts) {
    const box = document.getElementById('prompt')
    if (!(box instanceof HTMLTextAreaElement)) return
    setValue?.call(box, text)
    box.dispatchEvent(new Event('input', { bubbles: true }))
    let pressedAt = Number.NEGATIVE_INFINITY
    while (box.value !== '') {
      // Nobody waits for ever before a press that was not followed.
      if (performance.now() - pressedAt > 2000) {
        pressedAt = performance.now()
        document.querySelector<HTMLButtonElement>('button[type=submit]')?.click()
      }
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    await noteSaved(text)
  }
}

/** Runs in the page: types a text and presses Generate, once. */
export function pressOnce(text: string): void {
  const box = document.getElementById('prompt')
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(box, text)
  box?.dispatchEvent(new Event('input', { bubbles: true }))
  document.querySelector<HTMLButtonElement>('button[type=submit]')?.click()
}

/** Runs in the page or the worker: its clock differs from the true one by so much from here on. */
export function turnClock(shiftMs: number): void {
  const clock = globalThis as unknown as { trueNow?: () => number } // put there by the first turn
  clock.trueNow ??= Date.now.bind(Date)
  const { trueNow } = clock
  Date.now = () => trueNow() + shiftMs
}

/** Runs in the page: what a person sees of it, in a line. */
export function describePage(): string {
  const box = document.getElementById('prompt')
  const text = box instanceof HTMLTextAreaElement ? box.value : 'no box'
  const isOff = document.querySelector<HTMLButtonElement>('button[type=submit]')?.disabled
  return JSON.stringify({ path: location.pathname, text, isOff, shown: document.body.innerText.slice(0, 600) })
}

/** Runs in the page: what stands in the outbox and in its queue. */
export async function readPrompts(): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('pixel-prompt')
    request.onsuccess = () => resolve(request.result)
  })
  const transaction = database.transaction(['prompts', 'meta'])
  const [prompts, meta] = ['prompts', 'meta'].map(
    (name) =>
      new Promise<Record<string, unknown>[]>((resolve) => {
        const request = transaction.objectStore(name).getAll()
        request.onsuccess = () => resolve(request.result)
      }),
  )
  const open = (await prompts)?.filter(({ state }) => state !== 'accepted') ?? []
  database.close()
  return JSON.stringify({ now: Date.now(), count: open.length, first: open.slice(0, 3), meta: await meta })
}
