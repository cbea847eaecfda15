const MAX_KEYS = 1000

/** The number of keys of a page, as S3 limits it. Throws RangeError for a limit that no page can have. */
export function pageLimit(limit = MAX_KEYS): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_KEYS) {
    throw new RangeError(`a page has 1 to ${MAX_KEYS} keys, not ${limit}`)
  }
  return limit
}
