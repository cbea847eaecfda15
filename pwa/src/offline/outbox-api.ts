import type { OutboxCalls } from '#api/outbox-calls.ts'
import type { OutboxApi } from './drain-outbox.ts'
import type { OwnerKeySource } from './owner-key.ts'

interface OutboxApiTools {
  readonly api: OutboxCalls
  readonly ownerKey: OwnerKeySource
  readonly mintId: () => string
}

/** What the outbox asks of the API, with the key of this device. */
export function createOutboxApi({ api, ownerKey, mintId }: OutboxApiTools): OutboxApi {
  return {
    async generate({ id, body, correlationId }) {
      return api.generate({ jobId: id, body, ownerKey: await ownerKey() }, { correlationId })
    },
    async cancel({ id, correlationId }) {
      return api.cancel(id, await ownerKey(), { correlationId })
    },
    async probe() {
      const nonce = mintId()
      const answer = await api.health(nonce, { correlationId: nonce })
      if (answer.ok) return answer.value.nonce === nonce ? 'there' : 'portal'
      const { failure } = answer
      if (failure.kind === 'foreign') return failure.status >= 500 ? 'away' : 'portal'
      // An error of ours too: somebody who knows our words is there, and the prompt itself will tell more.
      return failure.kind === 'refused' || failure.kind === 'unknown-code' ? 'there' : 'away'
    },
  }
}
