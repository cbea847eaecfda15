// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { renderApp } from './render-app.tsx'

afterEach(cleanup)

describe('the app', () => {
  it('has one navigation, which marks the current screen and leads to the others', async () => {
    const { user } = await renderApp('/')
    const main = within(screen.getByRole('navigation', { name: 'Main' }))
    expect(main.getByRole('link', { name: 'Create' }).getAttribute('aria-current')).toBe('page')
    await user.click(main.getByRole('link', { name: 'Gallery' }))
    expect(location.pathname).toBe('/gallery')
    expect(await screen.findByRole('heading', { name: 'Gallery' })).toBeTruthy()
    expect(main.getByRole('link', { name: 'Gallery' }).getAttribute('aria-current')).toBe('page')
    expect(main.getByRole('link', { name: 'Create' }).getAttribute('aria-current')).toBeNull()
  })

  it('says inside its frame that there is no such page', async () => {
    await renderApp('/no/such/page')
    expect(screen.getByRole('heading', { name: 'Page not found' })).toBeTruthy()
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeTruthy()
  })

  it('has one status element from the first paint', async () => {
    await renderApp('/')
    expect(screen.getAllByRole('status')).toHaveLength(1)
  })

  it('keeps the text in the box while another screen is looked at', async () => {
    const { user } = await renderApp('/')
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox')
    await user.click(screen.getByRole('link', { name: 'Gallery' }))
    await user.click(screen.getByRole('link', { name: 'Create' }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' }).value).toBe('a fox')
  })
})
