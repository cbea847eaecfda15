import * as v from 'valibot'
import type { SettingsStore } from '#offline/settings-store.ts'
import { appTexts } from '#ui/texts/app.ts'
import type { Install } from './install.ts'
import type { Notices } from './notices.ts'
import type { SystemUi } from './system-ui.ts'

/** After a no the app is silent about it for this long, milliseconds; the button in Settings stays. */
const SILENT_MS = 90 * 86_400_000

interface SuccessTools {
  readonly install: Install
  readonly system: SystemUi
  readonly settings: SettingsStore
  readonly notices: Notices
  readonly now: () => number
}

/** Once the app has been of use: offers to install it, or to tell of the next success. At most one question a visit. */
export function createAfterSuccess({ install, system, settings, notices, now }: SuccessTools): () => Promise<void> {
  let hasOffered = false

  async function isSilent(key: string): Promise<boolean> {
    const declinedAt = await settings.read(key, v.number())
    return declinedAt !== undefined && now() - declinedAt < SILENT_MS
  }

  function offer(key: string, text: string, yes?: { label: string; onPress: () => unknown }): void {
    hasOffered = true
    const no = { label: appTexts.notNow, onPress: () => settings.write(key, now()) }
    notices.show({ key, text, actions: yes === undefined ? [no] : [yes, no] })
  }

  return async function afterSuccess() {
    if (hasOffered) return
    const state = install.state.get()
    if ((state === 'offered' || state === 'by-hand') && !(await isSilent('installDeclined'))) {
      if (state === 'by-hand') return offer('installDeclined', appTexts.installByHand)
      const yes = {
        label: appTexts.install,
        onPress: async () => (await install.ask()) || settings.write('installDeclined', now()),
      }
      return offer('installDeclined', appTexts.installWhy, yes)
    }
    if (system.mayAskToNotify() && !(await isSilent('notifyDeclined'))) {
      offer('notifyDeclined', appTexts.notifyWhy, { label: appTexts.notify, onPress: system.askToNotify })
    }
  }
}
