/** The cache with the pictures that are kept on this device. The version is the format's: an update keeps the pictures. */
export const PICTURE_CACHE = 'pictures-v1'
