/** The cache with what another app has shared. It stands until that was used; the version is the format's. */
export const SHARED_CACHE = 'shared-v1'
