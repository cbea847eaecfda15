import * as v from 'valibot'
import type { Database } from '#offline/database.ts'
import { removePictures } from '#offline/remove-pictures.ts'
import type { SettingsStore } from '#offline/settings-store.ts'
import type { SubmitPrompt } from '#offline/submit-prompt.ts'
import { errorName } from '#platform/error-name.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import type { ServiceParts } from './services.ts'

interface CareTools extends Pick<ServiceParts, 'caches' | 'deviceStorage' | 'requestWakeUp'> {
  readonly database: Database
  readonly settings: SettingsStore
  readonly announce: (sentence: string) => void
  readonly onTrouble: (error: unknown) => void
}

/** Submits with what a device can do for it: room before, firmness and a wake-up after. */
export function submitWithCare(submitPrompt: SubmitPrompt, tools: CareTools): SubmitPrompt {
  return async function submit(prompt) {
    const first = await submitPrompt(prompt)
    const hasRoom = first.kind === 'failed' && (await makeRoom(first.error, tools))
    const outcome = hasRoom ? await submitPrompt(prompt) : first
    if (outcome.kind === 'saved') keepSafe(tools).catch(tools.onTrouble)
    return outcome
  }
}

/** Prompts come before pictures: those can be loaded again. */
async function makeRoom(error: unknown, { announce, onTrouble, ...device }: CareTools): Promise<boolean> {
  if (errorName(error) !== 'QuotaExceededError') return false
  try {
    const removed = await removePictures(device)
    if (removed > 0) announce(outboxTexts.madeRoom(removed))
    return removed > 0
  } catch (trouble) {
    onTrouble(trouble)
    return false
  }
}

/** From now on this device holds what no other place has. */
async function keepSafe({ requestWakeUp, deviceStorage, settings }: CareTools): Promise<void> {
  await requestWakeUp()
  // Once: some browsers ask the person, and a no is an answer.
  if ((await settings.read('keepAsked', v.boolean())) || (await deviceStorage.keeping()) !== 'may-go') return
  await settings.write('keepAsked', true)
  await deviceStorage.askToKeep()
}
