// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDatabase } from '#offline/database.ts'
import { LanguageChoice } from '#offline/language.ts'
import { createSettingsStore } from '#offline/settings-store.ts'
import { LANGUAGE_KEY } from '#offline/spoken.ts'
import { appTexts } from '#ui/texts/app.ts'
import { german } from '#ui/texts/de/german.ts'
import { texts } from '#ui/texts/en.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { settingsTexts } from '#ui/texts/settings.ts'
import { speak } from '#ui/texts/translation.ts'
import { completedResult, createFakeServer, errorAnswer, failedResult, model } from './fake-server.ts'
import { renderApp } from './render-app.tsx'
import { entry, restGallery, saved } from './render-gallery.tsx'

const ENGLISH = new Set([appTexts, texts, galleryTexts, outboxTexts, pictureTexts, settingsTexts].flatMap(sentencesOf))

beforeAll(() => {
  const inGerman = new Set(Object.values(german).flatMap(sentencesOf))
  for (const same of inGerman) ENGLISH.delete(same)
  speak({ locale: 'de-DE', words: german })
})
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function sentencesOf(words: object): readonly string[] {
  return Object.values(words).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null ? sentencesOf(value) : []
  })
}

/** What stands on the screen, and what a screen reader says of it, where it is a sentence of the English catalogue. */
function englishOnScreen(): readonly string[] {
  const said = [...document.querySelectorAll('*')].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ''),
    ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
  ])
  return said.map((text) => text.trim()).filter((text) => ENGLISH.has(text))
}

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })
const go = (name: string) => within(screen.getByRole('navigation')).getByRole('link', { name })
const results = () => screen.getByRole('region', { name: 'Ergebnisse' })

describe('the app in German', () => {
  it('says on Create what it is for, counts as Germans do, and says what is wrong', async () => {
    const { user } = await renderApp('/')
    expect(document.title).toBe('Erstellen – Pixel Prompt')
    expect(screen.getByText('0 von 1.000')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Erzeugen' }))
    expect(screen.getByText('Zuerst einen Prompt schreiben.')).toBeTruthy()
    fireEvent.change(box(), { target: { value: 'x'.repeat(2234) } })
    expect(screen.getByText('2.234 von 1.000. 1.234 zu viel.')).toBeTruthy()
    expect(englishOnScreen()).toEqual([])
  })

  it('writes a price of a thousand with point and comma', async () => {
    const server = createFakeServer()
    const price = { usd: 1234.5, asOf: '2026-11-22' }
    server.models = { models: [model('stub:fast', 'Fast', { price })], defaultModels: ['stub:fast'] }
    await renderApp('/', server)
    expect(screen.getByText(/^1 Modell, etwa 1\.234,50\s\$/)).toBeTruthy()
  })

  it('tells results, failures and what a model could not do in its own words, never in those of the server', async () => {
    const server = createFakeServer()
    const app = await renderApp('/', server)
    await app.user.type(box(), 'ein Fuchs{Control>}{Enter}{/Control}')
    await app.rest()
    const jobId = [...server.jobs.keys()][0] ?? ''
    const warnings = [
      { code: 'seed-unsupported', message: 'This model does not take a seed.' },
      { code: 'of-tomorrow', message: 'This model was in a hurry.' },
    ]
    server.setResult(jobId, { ...completedResult(jobId, 'stub:fast', 'Fast'), warnings })
    server.setResult(jobId, failedResult('stub:slow', 'Slow', 'upstream', { mayBeCharged: true }))
    await app.advance(250)
    expect(within(results()).getByText('1 von 2 Bildern')).toBeTruthy()
    expect(
      within(results()).getByText('Beim Anbieter gab es einen Fehler. Der Anbieter hat es vielleicht berechnet.'),
    ).toBeTruthy()
    expect(within(results()).getByText('Dieses Modell nimmt keinen Seed an.')).toBeTruthy()
    expect(within(results()).getByText('Dieses Modell konnte nicht alles tun, was verlangt war.')).toBeTruthy()
    expect(document.body.textContent).not.toContain('This model')
    expect(englishOnScreen()).toEqual([])
  })

  it('says in the outbox why a prompt was not accepted', async () => {
    const server = createFakeServer()
    server.respond('/api/generate', () => errorAnswer('INAPPROPRIATE_CONTENT'))
    const app = await renderApp('/', server)
    await app.user.type(box(), 'ein Fuchs{Control>}{Enter}{/Control}')
    await app.rest()
    await app.user.click(go('Ausgang'))
    const need = 'Eingriff nötig: Dieser Prompt wird hier nicht angenommen. Bitte ändern und noch einmal senden.'
    expect(within(await screen.findByRole('list', { name: 'Ausgang' })).getByText(need)).toBeTruthy()
    expect(document.title).toBe('(1) Ausgang – Pixel Prompt')
    expect(englishOnScreen()).toEqual([])
  })

  it('shows the gallery, and a notice with a way back', async () => {
    const server = createFakeServer()
    const app = await renderApp('/', server)
    await app.user.type(box(), 'ein Fuchs{Control>}{Enter}{/Control}')
    await app.rest()
    const id = [...server.jobs.keys()][0] ?? ''
    server.galleries = [{ ...entry(9, 'ein Fuchs'), id, preview: completedResult(id, 'stub:fast', 'Fast').image }]
    await app.user.click(go('Galerie'))
    await restGallery(app.services)
    const list = screen.getByRole('list', { name: 'Bilder der Galerie' })
    expect(englishOnScreen()).toEqual([])
    await app.user.click(within(list).getByRole('button', { name: 'Löschen' }))
    await saved()
    const notice = within(screen.getByRole('region', { name: 'Hinweis' }))
    expect(notice.getByText('Gelöscht.')).toBeTruthy()
    expect(notice.getByRole('button', { name: 'Rückgängig' })).toBeTruthy()
    expect(englishOnScreen()).toEqual([])
  })

  it('has settings with the languages by their own names, and keeps the choice and the draft before it loads anew', async () => {
    // jsdom goes nowhere, and says so.
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const app = await renderApp('/')
    fireEvent.change(box(), { target: { value: 'ein Fuchs im Schn' } })
    await app.user.click(go('Optionen'))
    const group = within(await screen.findByRole('radiogroup', { name: 'Sprache' }))
    expect(group.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual([
      ...['English', 'Deutsch', 'Wie im Browser'],
    ])
    expect(group.getByRole('radio', { name: 'Wie im Browser', checked: true })).toBeTruthy()
    expect(group.getByText('English').lang).toBe('en')
    expect(englishOnScreen()).toEqual([])
    await app.user.click(group.getByRole('radio', { name: 'English' }))
    await waitFor(() => expect(localStorage.getItem(LANGUAGE_KEY)).toBe('en'))
    await app.rest()
    const stored = createSettingsStore(createDatabase())
    expect(await stored.read(LANGUAGE_KEY, LanguageChoice)).toBe('en')
    cleanup()
    const next = await renderApp('/')
    expect(next.services.draft.state.get().text).toBe('ein Fuchs im Schn')
  })
})
