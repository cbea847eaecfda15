/*
 * The script that stands in index.html, before anything is painted: theme and language, the frame of the right screen,
 * and early requests for what that screen needs. infra/first-paint.ts makes one text of it, whose hash the policy of content has.
 */
import { asLanguageChoice, LANGUAGE_KEY, spokenFor } from '#offline/spoken.ts'
import { beginApp } from './begin-app.ts'
import { askEarly } from './early-answers.ts'
import { isKnownEmpty } from './filled-screens.ts'
import { type FirstScreen, firstScreenOf } from './first-screen.ts'
import { readLocal } from './local-value.ts'
import { asTheme, readTheme, THEME_COLORS, THEME_KEY, type Theme } from './theme-names.ts'

const root = document.documentElement

/** The newest entries, and one job: infra/first-paint.ts puts these addresses in, as the contract has them. */
declare const LIST: string
declare const ENTRY: string

const [, shown] = /^\/g\/([^/]+)$/.exec(location.pathname) ?? []
/** The job whose picture the address shows. */
const one = shown && ENTRY.replace(':jobId', shown.toLowerCase())

function paint(theme: Theme): void {
  root.dataset.theme = theme
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.getAttribute('media')?.includes('dark') ? 'dark' : 'light'
    meta.content = THEME_COLORS[theme === 'system' ? own : theme]
  }
}

function show(screen: FirstScreen): void {
  root.dataset.screen = screen
  // The page of one job is never empty.
  if (isKnownEmpty(screen) && !location.pathname.startsWith('/j')) root.dataset.empty = screen
  if (screen === 'gallery') askEarly(one === undefined ? [LIST] : [one, LIST])
}

root.lang = spokenFor(asLanguageChoice(readLocal(LANGUAGE_KEY)), navigator.languages).language
paint(readTheme())
addEventListener('storage', ({ key, newValue }) => {
  if (key === THEME_KEY || key === null) paint(asTheme(newValue))
})
// A page that comes back whole has heard of nothing meanwhile.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) paint(readTheme())
})
const screen = firstScreenOf(location.pathname)
if (screen !== undefined) show(screen)
// Files of the build stand in attributes of this script, so that its text stays the same. While developing there are none.
const { app, pictures, [screen ?? '']: parts = '' } = document.currentScript?.dataset ?? {}
if (app !== undefined) void beginApp({ app, parts: parts.split(' '), first: firstPictures })

/** What somebody comes for to the gallery, on a first visit: later ones have it, and the app, on the device. */
async function firstPictures(isPainted: Promise<unknown>, begun: AbortSignal): Promise<void> {
  // Who comes back to a place in the gallery is led there by the app.
  if (screen !== 'gallery' || pictures === undefined || history.state !== null) return
  const part: Promise<typeof import('./show-first-pictures.ts')> = import(pictures)
  const [{ showFirstPictures }] = await Promise.all([part, isPainted])
  await showFirstPictures({ list: LIST, one }, begun)
}
