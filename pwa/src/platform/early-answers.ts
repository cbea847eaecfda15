import { LIMITS } from '#contract/limits.ts'

declare global {
  interface Window {
    /**
     * Answers of our API that the page asks for before the app is there (first-paint.ts), by path. Each is taken by the app's
     * own first question of the same address, which else would wait for all the code.
     */
    earlyAnswers?: Map<string, Promise<Response>>
  }
}

export function askEarly(paths: readonly string[]): void {
  window.earlyAnswers = new Map(paths.map((path) => [path, ask(path)]))
}

function ask(path: string): Promise<Response> {
  const answer = fetch(path, {
    headers: { Accept: 'application/json' },
    cache: 'no-cache',
    redirect: 'error',
    signal: AbortSignal.timeout(LIMITS.clientTimeoutMs),
  })
  // Whoever takes it hears of it.
  answer.catch(() => undefined)
  return answer
}

/** The network, but for what was asked for already: once each, and anew where that went wrong. */
export function afterEarlyAnswers(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const early = typeof input === 'string' ? takeEarly(input) : undefined
    return early === undefined ? fetch(input, init) : early.catch(() => fetch(input, init))
  }
}

function takeEarly(path: string): Promise<Response> | undefined {
  const answer = window.earlyAnswers?.get(path)
  window.earlyAnswers?.delete(path)
  return answer
}
