/** What the first screen listens to from the start. */
export const PROMPT_KEYS = { send: ['Mod+Enter'] } as const

/** In the empty prompt box, and on what they have put there. */
export const RECALL_KEYS = { older: ['ArrowUp'], newer: ['ArrowDown'] } as const
