/** How amounts, times and sizes are written in English. */
export const count = new Intl.NumberFormat('en')
const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const partsOfDollars = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 3,
})
/** The smallest prices keep what would else be rounded away. */
const smallDollars = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 2,
})
export const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
export const dateAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
/** A day without an hour is a day everywhere: 1 December 2026. */
export const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
export const seconds = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

export function many(amount: number, one: string, more: string): string {
  return `${count.format(amount)} ${amount === 1 ? one : more}`
}

export function money(usd: number): string {
  if (usd > 0 && usd < 0.02) return smallDollars.format(usd)
  return (usd < 1 ? partsOfDollars : dollars).format(usd)
}

/** With the day where it is further away than the clock can tell. */
export function dayTime(at: number): string {
  return at - Date.now() < 20 * 3_600_000 ? time.format(at) : dateAndTime.format(at)
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return bytes < 1_000_000_000
    ? `${seconds.format(bytes / 1_000_000)} MB`
    : `${seconds.format(bytes / 1_000_000_000)} GB`
}
