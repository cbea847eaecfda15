import { count, dayTime, many } from './format.ts'
import { translated } from './translation.ts'

/** The words about prompts that wait on this device. */
export const outboxTexts = translated('outbox', {
  list: 'Outbox',
  empty: 'Nothing is waiting. Prompts you send without a network wait here.',
  onlyHere: (amount: number) =>
    `${many(amount, 'prompt is', 'prompts are')} only on this device until ${amount === 1 ? 'it is' : 'they are'} sent.`,
  saved: 'Saved on this device',
  savedAt: (at: number) => `Saved ${dayTime(at)}`,
  network: 'Waiting for network',
  portal: 'Waiting for network. This network may want you to sign in first',
  server: 'The server has a problem',
  nextTry: (wait: number) => `Next try in ${count.format(wait)}\u00A0s`,
  turn: 'Waiting its turn',
  paused: 'Paused',
  sending: 'Sending',
  limit: (at: number) => `Waiting for the limit. Resets at ${dayTime(at)}`,
  spendingLimit: (at: number) => `Waiting for today's spending limit. Resets at ${dayTime(at)}`,
  modelLimit: (at: number) => `Waiting for the limit of a chosen model. Resets at ${dayTime(at)}`,
  needsYou: (reason: string) => `Needs you: ${startSmall(reason)}`,
  isOld: 'this prompt is two weeks old. Send it or remove it?',
  changed: 'this prompt was changed after it was sent. Send it as a new one?',
  onlyErrors: 'the server had an error with this prompt each time.',
  notAccepted: 'this prompt is not accepted here.',
  newer: (amount: number) =>
    `${many(amount, 'prompt needs', 'prompts need')} the new version. Nothing of it was removed.`,
  lost: (amount: number) =>
    amount === 0
      ? "The browser removed this app's data."
      : `The browser removed this app's data. ${many(amount, 'unsent prompt was', 'unsent prompts were')} restored.`,
  madeRoom: (pictures: number) =>
    `Storage is full. Removed ${many(pictures, 'cached image', 'cached images')} to make room. Your prompts are safe.`,
  notRead: 'The prompts on this device cannot be read.',
  edit: 'Edit',
  waitingText: 'Waiting text',
  save: 'Save',
  discard: 'Discard',
  tooLate: 'This prompt was just sent. It can no longer be changed.',
  errorId: (id: string) => `Error id: ${id}`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  tryNow: 'Try now',
  sendAsNew: 'Send as new',
  pause: 'Pause',
  resume: 'Resume',
  removed: 'Removed from the outbox.',
  undo: 'Undo',
  preview: 'Sketch preview, not AI',
  seeWaiting: 'See what is waiting',
})

/** The sentence goes on after the colon. */
function startSmall(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
