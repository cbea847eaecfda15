/** The words that the service worker says, where no page is there to say them. Kept apart, in all languages: it loads no others. */
export const workerTexts = {
  en: {
    title: 'Pixel Prompt',
    waiting: (amount: number) => `${amount === 1 ? '1 prompt waits' : `${amount} prompts wait`}. Open the app to send.`,
  },
  de: {
    title: 'Pixel Prompt',
    waiting: (amount: number) =>
      `${amount === 1 ? '1 Prompt wartet' : `${amount} Prompts warten`}. Zum Senden die App öffnen.`,
  },
}
