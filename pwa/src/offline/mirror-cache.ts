/** The cache with the copy of unsent prompts. It stands from the first prompt on; the version is the format's. */
export const MIRROR_CACHE = 'outbox-mirror-v1'
