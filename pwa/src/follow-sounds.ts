import type { Result, StatusAnswer } from '#contract/job.ts'
import type { Database } from '#offline/database.ts'
import type { Attention } from '#offline/poll-jobs.ts'
import { createSoundChoice } from '#offline/sound-choice.ts'
import type { Device } from '#platform/device.ts'
import { soundOfProgress } from './sound-of-progress.ts'

interface SoundTools {
  readonly database: Database
  readonly attention: Attention
  readonly openDevice: () => Promise<Pick<Device, 'openSounds'>>
  readonly reportAt: (where: string) => (error: unknown) => void
}

/**
 * Makes what changes in a job heard, where a person has asked for that: in the tab that is seen, or that was the last to
 * be. While it is off nothing of it is loaded.
 * @returns to be called with each job that has changed
 */
export function followSounds({ database, attention, openDevice, reportAt }: SoundTools) {
  const choice = createSoundChoice(database)
  const soundsIfOn = async () => ((await choice.read()) ? (await openDevice()).openSounds() : undefined)
  // Ahead of the first sound: what makes it has to see a press first.
  soundsIfOn().catch(reportAt('sounds'))

  return async function sound(before: readonly Result[], after: StatusAnswer): Promise<void> {
    const name = soundOfProgress(before, after)
    if (name === undefined) return
    const sounds = await soundsIfOn()
    if (sounds === undefined || !(attention.isVisible() || sounds.lastTab.isThis())) return
    await sounds.play(name)
  }
}
