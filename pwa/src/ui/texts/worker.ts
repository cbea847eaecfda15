/** The words that the service worker says, where no page is there to say them. Kept apart: it loads no others. */
export const workerTexts = {
  title: 'Pixel Prompt',
  waiting: (amount: number) => `${amount === 1 ? '1 prompt waits' : `${amount} prompts wait`}. Open the app to send.`,
}
