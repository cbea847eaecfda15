/** In the storage that can be read at once, since it is asked when the page is leaving. */
const KEY = 'sendSpeed'

/** What was chosen here; without a choice yes, unless the browser says that its person wants no data to be given on. */
export function maySendSpeed(): boolean {
  try {
    return (localStorage.getItem(KEY) ?? (isPrivacyAsked() ? 'no' : 'yes')) === 'yes'
  } catch {
    return false // where a no could not be kept, it is no
  }
}

/** Answers false where the choice cannot be kept. */
export function chooseToSendSpeed(mayBeSent: boolean): boolean {
  try {
    localStorage.setItem(KEY, mayBeSent ? 'yes' : 'no')
    return true
  } catch {
    return false
  }
}

/** Global Privacy Control, which the platform's types leave out. */
function isPrivacyAsked(): boolean {
  return 'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true
}
