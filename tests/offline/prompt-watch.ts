import type { ServerResponse } from 'node:http'

/** How long the end of a dead client's connection may take to reach the server, beside other work. */
const GOODBYE_MS = 250

interface Exchange {
  /** `left`: the client is gone, by its own doing or by its death. `over`: this server has ended it. */
  state: 'open' | 'over' | 'left'
}

/** Sees what no sender may do. */
export interface PromptWatch {
  /** What must not happen, as it was seen. */
  readonly problems: readonly string[]
  /** Requests with a prompt so far. */
  readonly posts: () => number
  /** A request has arrived. Answers what to call when this server is done with it. */
  readonly begin: (key: string, body: string, outgoing: ServerResponse) => () => void
}

/**
 * A browser may itself send a POST once more on a warm connection that was closed without an answer; then the first is
 * over. A tab that dies leaves its request behind for the moment that its connection takes to close. Only two that
 * clients hold open at once are two senders.
 */
export function createPromptWatch(): PromptWatch {
  const problems: string[] = []
  const bodies = new Map<string, string>()
  const exchanges = new Map<string, Exchange>()
  let posts = 0

  function begin(key: string, body: string, outgoing: ServerResponse): () => void {
    posts += 1
    const before = exchanges.get(key)
    if (before?.state === 'open') watchGoodbye(key, before)
    if ((bodies.get(key) ?? body) !== body) problems.push(`the body of ${key} changed after it was sent`)
    bodies.set(key, body)
    const exchange: Exchange = { state: 'open' }
    exchanges.set(key, exchange)
    const end = (state: Exchange['state']) => {
      if (exchange.state === 'open') exchange.state = state
    }
    outgoing.once('close', () => end('left'))
    return () => end('over')
  }

  function watchGoodbye(key: string, before: Exchange): void {
    // One that was answered had a client that was there for it.
    setTimeout(() => {
      if (before.state !== 'left') problems.push(`overlap: two requests with ${key} at once`)
    }, GOODBYE_MS).unref()
  }

  return { problems, posts: () => posts, begin }
}
