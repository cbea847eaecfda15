/** A change of the outbox's sources that breaks its promise. The simulation has to notice each of them. */
export interface PlantedDefect {
  readonly name: string
  /** In pwa/src/offline. */
  readonly file: string
  /** Stands once in the file. */
  readonly find: string
  readonly replace: string
}

export const PLANTED_DEFECTS: readonly PlantedDefect[] = [
  {
    name: 'a new key for each attempt',
    file: 'drain-outbox.ts',
    find: 'await api.generate(record)',
    replace: 'await api.generate({ ...record, id: crypto.randomUUID() })',
  },
  {
    name: 'deleted before it is sent',
    file: 'drain-outbox.ts',
    find: '  const outcome = classifyAnswer(',
    replace:
      "  await store.change((transaction) => transaction.put({ ...record, state: 'canceled' }))\n  const outcome = classifyAnswer(",
  },
  {
    name: 'any 2xx is an acceptance',
    file: 'classify-answer.ts',
    find: "    case 'foreign':\n",
    replace:
      "    case 'foreign':\n      if (failure.status < 300) return { kind: 'accepted', job: {} as GenerateAnswer }\n",
  },
  {
    name: "a proxy's 403 page is a refusal",
    file: 'classify-answer.ts',
    find: "    case 'foreign':\n",
    replace: "    case 'foreign':\n      if (failure.status === 403) return { kind: 'rejected', code: 'FORBIDDEN' }\n",
  },
  {
    name: 'a dropped connection is a refusal',
    file: 'classify-answer.ts',
    find: "    case 'unreachable':\n",
    replace: "    case 'unreachable':\n      return { kind: 'rejected', code: 'UNREACHABLE' }\n",
  },
  {
    name: 'no lease',
    file: 'claim-next.ts',
    find: 'return leaseUntil <= now ||',
    replace: 'return true || leaseUntil <= now ||',
  },
  {
    name: 'what a dead sender held is forgotten',
    file: 'claim-next.ts',
    find: '(queue.isPaused ? undefined : await claimOrphan(transaction, claimer, isUnsure)) ??',
    replace: '',
  },
  {
    name: 'Retry-After is dropped',
    file: 'change-queue.ts',
    find: 'limitUntil: Math.max(queue.limitUntil, now + waitMs)',
    replace: 'limitUntil: queue.limitUntil',
  },
  {
    name: 'the body is written anew for each try',
    file: 'drain-outbox.ts',
    find: 'await api.generate(record)',
    replace:
      'await api.generate({ ...record, body: JSON.stringify({ ...JSON.parse(record.body), try: record.attempts }) })',
  },
  {
    name: 'another text under an id that may have been sent',
    file: 'prompt-state.ts',
    find: 'isWaiting(record) && record.attempts === 0 ?',
    replace: 'isWaiting(record) ?',
  },
  {
    name: 'the server is not told of a cancel',
    file: 'prompt-state.ts',
    find: "if (state === 'sending' || (isWaiting(record) && attempts > 0)) {",
    replace: "if (state === 'sending') return end(record, 'canceled', now)\n  if (attempts < 0) {",
  },
  {
    name: 'a request settles a prompt that was taken back meanwhile',
    file: 'prompt-state.ts',
    find: "record.state === 'sending' && record.fence === event.fence ?",
    replace: 'record.fence === event.fence ?',
  },
  {
    name: 'a failed try is the last one',
    file: 'settle-send.ts',
    find: 'nextAttemptAt: nextAttemptAt > now ? nextAttemptAt : 0 }',
    replace: 'nextAttemptAt: 8.64e15 }',
  },
  {
    name: 'a prompt loses its place after a failure of the network',
    file: 'settle-send.ts',
    find: "if (cause === 'limit' || networkFailures + 1 < NETWORK_FAILURES_IN_FRONT) return 0",
    replace: "if (cause === 'limit') return 0",
  },
]
