declare global {
  interface Window {
    /**
     * Answers of our API that the page asks for before the app is there (first-paint.ts), by path. Each is taken by the app's
     * own first question of the same address, which else would wait for all the code.
     */
    earlyAnswers?: Map<string, Promise<Response>>
  }
}

/** Whoever takes an answer has limits of its own, but for one that is under way already: it ends soon. Milliseconds. */
const TIMEOUT_MS = 8000

export function askEarly(paths: readonly string[]): void {
  window.earlyAnswers = new Map(paths.map((path) => [path, ask(path)]))
}

function ask(path: string): Promise<Response> {
  const answer = askWhole(path)
  // Whoever takes it hears of it.
  answer.catch(() => undefined)
  return answer
}

/** Body and all, so that an answer which breaks off is no answer. */
async function askWhole(path: string): Promise<Response> {
  const response = await fetch(path, {
    headers: { Accept: 'application/json' },
    cache: 'no-cache',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const { status, headers } = response
  return new Response(await response.text(), { status, headers })
}

/** The network, but for what was asked for already: once each, and anew where that went wrong. */
export function afterEarlyAnswers(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const early = window.earlyAnswers?.get(`${input}`)
    window.earlyAnswers?.delete(`${input}`)
    // The other methods of an address are another matter, and may change what was answered.
    const isTaken = early !== undefined && init?.method === 'GET'
    return isTaken ? early.catch(() => fetch(input, init)) : fetch(input, init)
  }
}
