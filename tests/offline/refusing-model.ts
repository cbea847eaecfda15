import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'

export interface RefusingModel {
  /** Settings that make it the only model of a prompt which names none. */
  readonly environment: Readonly<Record<string, string>>
  /** The prompts that it was asked for, in order; each time of asking costs money at a real one. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

const Call = v.object({ prompt: v.string() })

/** A model behind an API of its own that refuses every prompt: a job ends at once and draws nothing. */
export async function startRefusingModel(): Promise<RefusingModel> {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    asked.push(v.parse(Call, JSON.parse(Buffer.concat(await request.toArray()).toString())).prompt)
    response.writeHead(400, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ error: { code: 'content_policy_violation' } }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server's
  return {
    asked,
    environment: {
      GENERIC_BASE_URL: `http://127.0.0.1:${port}/v1`,
      GENERIC_MODEL_ID: 'refuses',
      DEFAULT_MODELS: 'generic:refuses',
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
