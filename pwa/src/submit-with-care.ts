import * as v from 'valibot'
import type { Database } from '#offline/database.ts'
import { roomSteps } from '#offline/make-room.ts'
import type { SettingsStore } from '#offline/settings-store.ts'
import type { SubmitOutcome, SubmitPrompt } from '#offline/submit-prompt.ts'
import { errorName } from '#platform/error-name.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import type { ServiceParts } from './services.ts'

interface CareTools extends Pick<ServiceParts, 'caches' | 'locks' | 'timing' | 'deviceStorage' | 'requestWakeUp'> {
  readonly database: Database
  readonly settings: SettingsStore
  readonly announce: (sentence: string) => void
  readonly onTrouble: (error: unknown) => void
}

/** Submits with what a device can do for it: room before, firmness and a wake-up after. */
export function submitWithCare(submitPrompt: SubmitPrompt, tools: CareTools): SubmitPrompt {
  return async function submit(prompt) {
    const first = await submitPrompt(prompt)
    const outcome = isForRoom(first) ? await submitWithRoom(first, () => submitPrompt(prompt), tools) : first
    if (outcome.kind === 'saved') keepSafe(tools).catch(tools.onTrouble)
    return outcome
  }
}

/** Prompts come before pictures: those can be loaded again. No more of them go than it takes. */
async function submitWithRoom(
  refused: SubmitOutcome,
  submit: () => Promise<SubmitOutcome>,
  { announce, onTrouble, caches, timing, ...device }: CareTools,
): Promise<SubmitOutcome> {
  if (caches === undefined) return refused
  let outcome = refused
  let removed = 0
  try {
    for (const makeRoom of roomSteps({ ...device, caches, now: timing.now })) {
      const { pictures } = await makeRoom()
      removed += pictures
      if (pictures > 0) outcome = await submit()
      if (!isForRoom(outcome)) break
    }
  } catch (trouble) {
    onTrouble(trouble)
  }
  if (removed > 0) announce(outboxTexts.madeRoom(removed))
  return outcome
}

function isForRoom(outcome: SubmitOutcome): boolean {
  return outcome.kind === 'failed' && errorName(outcome.error) === 'QuotaExceededError'
}

/** From now on this device holds what no other place has. */
async function keepSafe({ requestWakeUp, deviceStorage, settings }: CareTools): Promise<void> {
  await requestWakeUp()
  // Once: some browsers ask the person, and a no is an answer.
  if ((await settings.read('keepAsked', v.boolean())) || (await deviceStorage.keeping()) !== 'may-go') return
  await settings.write('keepAsked', true)
  await deviceStorage.askToKeep()
}
