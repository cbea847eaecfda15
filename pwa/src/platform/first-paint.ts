/*
 * The script that stands in index.html, before anything is painted: theme and language, the frame of the right screen,
 * and early requests for what that screen needs. infra/first-paint.ts makes one text of it, whose hash the policy of content has.
 */
import { LIMITS } from '#contract/limits.ts'
import { pathOfJob, ROUTES } from '#contract/routes.ts'
import { asLanguageChoice, LANGUAGE_KEY, spokenFor } from '#offline/spoken.ts'
import { askEarly } from './early-answers.ts'
import { isKnownEmpty } from './filled-screens.ts'
import { type FirstScreen, firstScreenOf } from './first-screen.ts'
import { readLocal } from './local-value.ts'
import { asTheme, readTheme, THEME_COLORS, THEME_KEY, type Theme } from './theme-names.ts'

const root = document.documentElement

function paint(theme: Theme): void {
  root.dataset.theme = theme
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.getAttribute('media')?.includes('dark') ? 'dark' : 'light'
    meta.content = THEME_COLORS[theme === 'system' ? own : theme]
  }
}

/** @param files of the build, which puts them into attributes of this script, so that its text stays the same */
function request(files: string): void {
  for (const file of files.split(' ').filter(Boolean)) {
    const link = document.createElement('link')
    const isStyle = file.endsWith('.css')
    link.rel = isStyle ? 'preload' : 'modulepreload'
    if (isStyle) link.as = 'style'
    link.crossOrigin = ''
    // They are needed with the app's first file, not before it.
    link.fetchPriority = 'low'
    link.href = file
    document.head.append(link)
  }
}

function show(screen: FirstScreen): void {
  root.dataset.screen = screen
  request(document.currentScript?.dataset[screen] ?? '')
  // The page of one job is never empty.
  if (isKnownEmpty(screen) && !location.pathname.startsWith('/j')) root.dataset.empty = screen
  if (screen === 'gallery') askEarly(galleryPaths())
}

function galleryPaths(): string[] {
  const [, shown] = /^\/g\/([^/]+)$/.exec(location.pathname) ?? []
  const list = `${ROUTES.galleryList.path}?limit=${LIMITS.defaultPageSize}`
  return shown === undefined ? [list] : [pathOfJob(ROUTES.galleryEntry, shown.toLowerCase()), list]
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
