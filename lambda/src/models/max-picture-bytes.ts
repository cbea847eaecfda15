/** The largest picture that is taken from a provider, downloaded or as base64: 25 MB. */
export const MAX_PICTURE_BYTES = 25 * 1024 * 1024
