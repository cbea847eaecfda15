/** The words about the installed app itself: its versions, its installation, what it may do. */
export const appTexts = {
  ready: 'Ready to use offline.',
  newVersion: 'A new version is ready.',
  held: (excerpt: string) => `Updates when “${excerpt}” is sent.`,
  update: 'Update',
  later: 'Later',
}
