/** What the first screen listens to from the start. */
export const PROMPT_KEYS = { send: ['Mod+Enter'] } as const
