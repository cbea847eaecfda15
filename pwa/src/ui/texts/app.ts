import { translated } from './translation.ts'

/** The words about the installed app itself: its versions, its installation, what it may do. */
export const appTexts = translated('app', {
  ready: 'Ready to use offline.',
  newVersion: 'A new version is ready.',
  blocked: 'Close the other Pixel Prompt tabs to finish the update.',
  held: (excerpt: string) => `Updates when “${excerpt}” is sent.`,
  update: 'Update',
  later: 'Later',
  install: 'Install app',
  installWhy: 'Install Pixel Prompt to keep prompts and pictures on this device.',
  installByHand: 'To keep prompts and pictures on this device, press Share, then “Add to Home Screen”.',
  notify: 'Tell me',
  notifyWhy: 'Tell you when pictures are ready?',
  notNow: 'Not now',
  shareFailed: 'What was shared could not be saved on this device.',
  shared: 'There is a text that was shared with Pixel Prompt.',
  addShared: 'Add it',
  discardShared: 'Discard',
  sharedPictures: 'Shared pictures',
  sharedPicturesNote: 'They stay on this device. No model here takes pictures yet.',
  sharedPicture: (index: number) => `Shared picture ${index}`,
  picturesFull: 'Storage is full. New pictures are shown, and not kept on this device.',
  removeShared: 'Remove shared pictures',
})
