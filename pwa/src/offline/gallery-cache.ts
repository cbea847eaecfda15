/** The cache with what was last seen of the gallery's list. The version is the format's. */
export const GALLERY_CACHE = 'gallery-index-v1'
