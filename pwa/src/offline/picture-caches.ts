/** The caches with the pictures that are kept on this device. The version is the format's: an update keeps the pictures. */
export const THUMBS_CACHE = 'thumbs-v1'
export const FULL_CACHE = 'full-v1'
export const PICTURE_CACHES = [THUMBS_CACHE, FULL_CACHE] as const
export type PictureCacheName = (typeof PICTURE_CACHES)[number]

/** Where pictures were kept before their bytes were checked: nothing of it is taken over, and all can be loaded again. */
export const UNCHECKED_CACHE = 'pictures-v1'
