// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { EnhanceReason } from '#contract/enhance.ts'
import { createFakeServer, errorAnswer, improved, okAnswer, type SeenRequest } from '../../fake-server.ts'
import { settle } from '../../manual-timing.ts'
import { renderApp } from '../../render-app.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })
const button = (name: string) => screen.getByRole('button', { name })
const improve = () => button('Improve prompt')
const panel = () => screen.queryByRole('group', { name: 'Improved prompt' })
const status = () => screen.getByRole('status').textContent
const boxError = () => document.getElementById('prompt-message')?.textContent
const UNCHANGED = 'Could not improve the prompt. Your text is unchanged.'

/** The app with a text in the box, and answers that come when the test lets them. */
async function renderWith(text: string) {
  const server = createFakeServer()
  const app = await renderApp('/', server)
  if (text !== '') await app.user.type(box(), text)
  const waiting: { readonly request: SeenRequest; readonly release: (response: Response) => Promise<void> }[] = []
  return {
    ...app,
    waiting,
    sent: () => server.requestsTo('/api/enhance').map(({ body }) => JSON.parse(body).prompt),
    holdAnswers() {
      server.respond(
        '/api/enhance',
        (request) =>
          new Promise((resolve) => {
            const release = (response: Response) =>
              act(() => {
                resolve(response)
                return settle()
              })
            waiting.push({ request, release })
          }),
      )
    },
    async press() {
      await app.user.click(improve())
      await act(settle)
    },
  }
}

describe('improving a prompt', () => {
  it('asks once for each press and shows both texts and who wrote the new one; the box stays as it is', async () => {
    const { press, sent } = await renderWith('a fox')
    await press()
    expect(sent()).toEqual(['a fox'])
    expect(panel()?.textContent).toContain('a fox, soft light, fine detail')
    expect(panel()?.textContent).toContain('By built-in rules')
    expect(status()).toBe('The improved prompt is ready. By built-in rules.')
    expect(box().value).toBe('a fox')
    await press()
    expect(sent()).toEqual(['a fox', 'a fox'])
  })

  it('says that it is working, with the box open for changes, and asks once for a double press', async () => {
    const { user, holdAnswers, sent, waiting } = await renderWith('a fox')
    holdAnswers()
    await user.dblClick(improve())
    expect(sent()).toEqual(['a fox'])
    expect(panel()?.textContent).toContain('Improving')
    expect(status()).toBe('Improving')
    expect(screen.queryByRole('button', { name: 'Use improved' })).toBeNull()
    await user.type(box(), ' at dawn')
    await waiting[0]?.release(okAnswer(improved('a fox')))
    expect(box().value).toBe('a fox at dawn')
    expect(button('Use improved')).toBeTruthy()
  })

  it('puts the chosen length into the box, with the focus, and "Undo" brings the text before back', async () => {
    const { user, press } = await renderWith('a fox')
    await press()
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Long' }).checked).toBe(true)
    await user.click(screen.getByRole('radio', { name: 'Short' }))
    await user.click(button('Use improved'))
    expect(box().value).toBe('a fox, soft light')
    expect(document.activeElement).toBe(box())
    expect(panel()).toBeNull()
    await user.click(button('Undo'))
    expect(box().value).toBe('a fox')
    expect(document.activeElement).toBe(box())
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('offers "Undo" only for as long as the box holds the improved text', async () => {
    const { user, press } = await renderWith('a fox')
    await press()
    await user.click(button('Use improved'))
    expect(button('Undo')).toBeTruthy()
    await user.type(box(), '!')
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('brings back what was typed after the press, too', async () => {
    const { user, press } = await renderWith('a fox')
    await press()
    await user.type(box(), ' at dawn')
    await user.click(button('Use improved'))
    await user.click(button('Undo'))
    expect(box().value).toBe('a fox at dawn')
  })

  it('shows no choice where there is one improved text, and the name of the model that wrote it', async () => {
    const { server, press } = await renderWith('a fox')
    server.respond('/api/enhance', () =>
      okAnswer(improved('a fox', { short: 'a red fox', long: 'a red fox', source: 'model', model: 'gpt-6-mini' })),
    )
    await press()
    expect(panel()?.textContent).toContain('By gpt-6-mini')
    expect(screen.queryByRole('radio')).toBeNull()
  })

  it('closes with "Keep mine", gives the focus back, and an answer that comes later opens nothing', async () => {
    const { user, holdAnswers, waiting } = await renderWith('a fox')
    holdAnswers()
    await user.click(improve())
    await user.click(button('Keep mine'))
    expect(panel()).toBeNull()
    expect(document.activeElement).toBe(improve())
    await waiting[0]?.release(okAnswer(improved('a fox')))
    expect(panel()).toBeNull()
    expect(box().value).toBe('a fox')
  })

  it('shows the answer of the newest press, whichever comes last', async () => {
    const { user, holdAnswers, waiting, sent } = await renderWith('a fox')
    holdAnswers()
    await user.click(improve())
    await user.type(box(), ' at dawn')
    await user.click(improve())
    expect(sent()).toEqual(['a fox', 'a fox at dawn'])
    await waiting[1]?.release(okAnswer(improved('a fox at dawn')))
    await waiting[0]?.release(okAnswer(improved('a fox')))
    expect(panel()?.textContent).toContain('a fox at dawn, soft light, fine detail')
    expect(panel()?.textContent).not.toContain('a fox, soft light')
  })

  it('closes when the prompt was sent, and leaves the box empty', async () => {
    const { user, press, rest } = await renderWith('a fox')
    await press()
    await user.click(button('Generate'))
    await rest()
    expect(panel()).toBeNull()
    expect(box().value).toBe('')
  })

  it('takes the request back when the screen goes', async () => {
    const server = createFakeServer()
    const { promise: signal, resolve } = Promise.withResolvers<AbortSignal | null | undefined>()
    server.respond('/api/enhance', () => new Promise(() => {}))
    const watched: typeof fetch = (input, init) => {
      if (input === '/api/enhance') resolve(init?.signal)
      return server.fetch(input, init)
    }
    const { user, close } = await renderApp('/', { ...server, fetch: watched })
    await user.type(box(), 'a fox')
    await user.click(improve())
    expect((await signal)?.aborted).toBe(false)
    close()
    expect((await signal)?.aborted).toBe(true)
  })
})

describe('what keeps a prompt from being improved', () => {
  it.each<[EnhanceReason, string]>([
    ['timeout', 'No answer in time.'],
    ['refused', 'The language model refused this prompt.'],
    ['unavailable', 'The language model is not available right now.'],
    ['unusable', 'The language model wrote nothing that can be used.'],
    ['too-long', 'It is too long to be improved.'],
  ])('says why the text came back as it was: %s', async (reason, sentence) => {
    const { server, press } = await renderWith('a fox')
    server.respond('/api/enhance', () =>
      okAnswer(improved('a fox', { enhanced: 'a fox', short: 'a fox', long: 'a fox', source: 'fallback', reason })),
    )
    await press()
    expect(panel()?.textContent).toContain(`${UNCHANGED} ${sentence}`)
    expect(status()).toBe(UNCHANGED)
    expect(screen.queryByRole('button', { name: 'Use improved' })).toBeNull()
    expect(box().value).toBe('a fox')
  })

  it('shows no code of a reason that this version does not know', async () => {
    const { server, press } = await renderWith('a fox')
    server.respond('/api/enhance', () => okAnswer(improved('a fox', { source: 'fallback', reason: 'toString' })))
    await press()
    expect(panel()?.textContent).toContain(UNCHANGED)
    expect(panel()?.textContent).not.toContain('toString')
  })

  it('tells when a limit ends, and asks again at the next press', async () => {
    const { server, press, sent } = await renderWith('a fox')
    server.respond('/api/enhance', () => errorAnswer('RATE_LIMIT_EXCEEDED', { 'Retry-After': '600' }))
    await press()
    expect(panel()?.textContent).toMatch(/unchanged\. Limit reached\. Possible again at \d\d:10\./)
    server.restore('/api/enhance')
    await press()
    expect(sent()).toHaveLength(2)
    expect(button('Use improved')).toBeTruthy()
  })

  it.each([
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'The server cannot be reached.'],
    ['a page of a proxy', () => new Response('<html>'), 'The answer did not come from the server.'],
    [
      'a prompt that is not accepted',
      () => errorAnswer('INAPPROPRIATE_CONTENT'),
      'This prompt is not accepted here. Change it and send again.',
    ],
  ])('asks once and keeps the text after %s', async (_what, respond, sentence) => {
    const { server, press, sent } = await renderWith('a fox')
    server.respond('/api/enhance', respond)
    await press()
    expect(sent()).toHaveLength(1)
    expect(panel()?.textContent).toContain(`${UNCHANGED} ${sentence}`)
    expect(box().value).toBe('a fox')
  })

  it('says for an empty box and for a text over the limit what Generate says', async () => {
    const { user, sent } = await renderWith('')
    await user.click(improve())
    expect(boxError()).toContain('Write a prompt first.')
    expect(document.activeElement).toBe(box())
    await user.paste('x'.repeat(1001))
    await user.click(improve())
    expect(boxError()).toContain('The prompt is over the limit of 1,000 characters.')
    expect(sent()).toEqual([])
    expect(panel()).toBeNull()
  })

  it('can be reached but not used without a network', async () => {
    const { user, sent } = await renderWith('a fox')
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    act(() => void dispatchEvent(new Event('offline')))
    expect(improve().getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(improve().getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Needs a network.',
    )
    await user.click(improve())
    expect(sent()).toEqual([])
    expect(status()).toBe('Needs a network.')
    onLine.mockReturnValue(true)
    act(() => void dispatchEvent(new Event('online')))
    expect(improve().hasAttribute('aria-disabled')).toBe(false)
    await user.click(improve())
    expect(sent()).toEqual(['a fox'])
    await act(settle)
    expect(within(panel() ?? document.body).getByText('a fox')).toBeTruthy()
  })
})
