import { spokenLocale } from './translation.ts'

/** Writes a number or a time as the person is used to. */
interface Format {
  readonly format: (value: number) => string
}

/** Made when it is first used: Intl takes some 10 ms to begin, four times that on a phone, and the language is settled later than the modules are read. */
function formatLater(make: (locale: string) => Format): Format {
  let made: Format | undefined
  let madeFor = ''
  return {
    format(value) {
      const locale = spokenLocale()
      if (made === undefined || madeFor !== locale) {
        made = make(locale)
        madeFor = locale
      }
      return made.format(value)
    },
  }
}

function numbers(options?: Intl.NumberFormatOptions): Format {
  return formatLater((locale) => new Intl.NumberFormat(locale, options))
}

function times(options: Intl.DateTimeFormatOptions): Format {
  return formatLater((locale) => new Intl.DateTimeFormat(locale, options))
}

const anyCount = numbers()
/** Small ones are the same in all our languages, and on a first screen there are no others. */
export const count: Format = {
  format: (value) => (Number.isInteger(value) && value >= 0 && value < 1000 ? `${value}` : anyCount.format(value)),
}

/** A whole number of the first screen, which does not wait for Intl: with the language's sign, as in the page's frame. */
export function thousands(value: number, sign: string): string {
  return `${value}`.replace(/\B(?=(\d{3})+$)/g, sign)
}

const dollars = numbers({ style: 'currency', currency: 'USD' })
const partsOfDollars = numbers({ style: 'currency', currency: 'USD', maximumFractionDigits: 3 })
/** The smallest prices keep what would else be rounded away. */
const smallDollars = numbers({ style: 'currency', currency: 'USD', maximumSignificantDigits: 2 })
export const seconds = numbers({ maximumFractionDigits: 1 })
/** The measure of a layout shift, which has no unit. */
export const shift = numbers({ maximumFractionDigits: 3 })
const bytesInWords = numbers({ style: 'unit', unit: 'byte', unitDisplay: 'long' })

export const time = times({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
export const dateAndTime = times({ dateStyle: 'medium', timeStyle: 'short' })
/** A month without a place is the same month everywhere. */
export const month = times({ month: 'long', year: 'numeric', timeZone: 'UTC' })
/** A day without an hour is a day everywhere: 1 December 2026, the day before the month in English too. */
export const longDay = formatLater((locale) => {
  return new Intl.DateTimeFormat(isEnglish(locale) ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' })
})

/** The words of languages that have one form for one and another for all the rest. */
export function many(amount: number, one: string, more: string): string {
  return `${count.format(amount)} ${amount === 1 ? one : more}`
}

export function list(parts: readonly string[]): string {
  return new Intl.ListFormat(spokenLocale(), { type: 'unit' }).format(parts)
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
  if (bytes < 1000) return bytesInWords.format(bytes)
  // Intl knows these units, but not for all of them the space that keeps number and unit on one line.
  const space = isEnglish(spokenLocale()) ? ' ' : '\u00A0'
  if (bytes < 1_000_000) return `${count.format(Math.round(bytes / 1000))}${space}KB`
  return bytes < 1_000_000_000
    ? `${seconds.format(bytes / 1_000_000)}${space}MB`
    : `${seconds.format(bytes / 1_000_000_000)}${space}GB`
}

function isEnglish(locale: string): boolean {
  return locale.startsWith('en')
}
