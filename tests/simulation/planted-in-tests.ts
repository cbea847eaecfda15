import type { PlantedDefect } from './planted-defects.ts'

/** A defect that the simulation cannot meet, and the test that does. */
export interface DefectOfTest extends PlantedDefect {
  /** The file whose tests have to fail. */
  readonly test: string
}

export const DEFECTS_OF_TESTS: readonly DefectOfTest[] = [
  {
    name: 'a migration drops a store',
    file: 'database.ts',
    find: "  if (!has.contains('settings')) database.createObjectStore('settings')\n",
    replace:
      "  if (has.contains('settings')) database.deleteObjectStore('settings')\n  database.createObjectStore('settings')\n",
    test: 'pwa/src/offline/database.test.ts',
  },
  {
    name: 'a dead database handle is kept',
    file: 'database.ts',
    find: '        drop(opened)\n',
    replace: '',
    test: 'pwa/src/offline/database.test.ts',
  },
  {
    name: 'a refusal of this API is tried again',
    file: 'classify-answer.ts',
    find: "return row.retryable ? serverTrouble(retryAfterMs, code) : { kind: 'rejected', code }",
    replace: 'return serverTrouble(retryAfterMs, code)',
    test: 'pwa/src/offline/drain-outbox.test.ts',
  },
  {
    name: 'the copy of a prompt that was taken back stays',
    file: 'mirror-changes.ts',
    find: '    async cancel(id) {\n      await mirror.remove(id).catch(onTrouble)\n',
    replace: '    async cancel(id) {\n',
    test: 'pwa/src/offline/outbox.test.ts',
  },
  {
    name: 'a sleeping tab is waited for without end',
    file: 'sender-lock.ts',
    find: '    return take(locks, { name, steal: true }, () => work(false))',
    replace: '    return taken',
    test: 'pwa/src/offline/sender-lock.test.ts',
  },
  {
    name: 'a clock that jumps takes the lock from a living sender',
    file: 'overdue-holder.ts',
    find: 'return steadyNow() - seen.since >= timing.leaseMs',
    replace: 'return Date.now() >= timing.leaseMs',
    test: 'pwa/src/offline/overdue-holder.test.ts',
  },
  {
    name: 'a clock that is set back stretches a wait',
    file: 'change-queue.ts',
    find: 'Math.min(until - setBackMs, latest)',
    replace: 'Math.min(until, latest)',
    test: 'pwa/src/offline/drain-outbox.test.ts',
  },
  {
    name: 'the box empties before the prompt is saved',
    file: 'submit-prompt.ts',
    find: '    beingSaved.add(body)\n',
    replace: '    beingSaved.add(body)\n    draft.submitted(draft.id(), text)\n',
    test: 'pwa/src/offline/submit-prompt.test.ts',
  },
]
