import { readLocal, writeLocal } from './local-value.ts'

/** In the storage that can be read at once, since it is asked when the page is leaving. */
const KEY = 'sendSpeed'

/** What was chosen here; without a choice yes, unless the browser says that its person wants no data to be given on. */
export function maySendSpeed(): boolean {
  const chosen = readLocal(KEY)
  // Where a no could not be kept, it is no.
  if (chosen === undefined) return false
  return (chosen ?? (isPrivacyAsked() ? 'no' : 'yes')) === 'yes'
}

/** Answers false where the choice cannot be kept. */
export function chooseToSendSpeed(mayBeSent: boolean): boolean {
  return writeLocal(KEY, mayBeSent ? 'yes' : 'no')
}

/** Global Privacy Control, which the platform's types leave out. */
function isPrivacyAsked(): boolean {
  return 'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true
}
