/** Whether the device has refused a write for want of room. By its name: the class is younger than many browsers. */
export function isQuotaError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'QuotaExceededError'
}

/** For records that a full device may go without. @throws what is no want of room */
export function ignoreQuota(error: unknown): void {
  if (!isQuotaError(error)) throw error
}
