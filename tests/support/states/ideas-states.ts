import type { Page } from 'playwright-core'
import { fox, openCreate, type ScreenState, send } from './screen-state.ts'

const screen = 'Create'
const panel = (page: Page, name: 'Prompt history' | 'Templates') => page.getByRole('region', { name })

async function openPanel(page: Page, name: 'Prompt history' | 'Templates') {
  await page.getByRole('button', { name }).click()
  await panel(page, name).waitFor()
  return panel(page, name)
}

async function openTemplates(page: Page) {
  await openCreate(page)
  const templates = await openPanel(page, 'Templates')
  await templates.getByRole('button', { name: 'Use template' }).first().waitFor()
  return templates
}

/** What helps to find a prompt. */
export const IDEAS_STATES: readonly ScreenState[] = [
  {
    screen,
    state: 'Prompt history, nothing yet',
    async enter(page) {
      await openCreate(page)
      await (await openPanel(page, 'Prompt history')).getByText(/^Nothing yet/).waitFor()
    },
  },
  {
    screen,
    state: 'Prompt history',
    isForced: true,
    async enter(page) {
      for (const prompt of [fox, 'a red boat on a still lake', 'an old windmill']) await send(page, prompt)
      const history = await openPanel(page, 'Prompt history')
      await history.getByRole('listitem').nth(2).waitFor()
    },
  },
  {
    screen,
    state: 'Prompt history, no match',
    async enter(page) {
      await send(page)
      const history = await openPanel(page, 'Prompt history')
      await history.getByRole('searchbox').fill('no such words')
      await history.getByText("No prompt contains 'no such words'.").waitFor()
    },
  },
  { screen, state: 'Templates', isForced: true, enter: openTemplates },
  {
    screen,
    state: 'A template with its blanks',
    async enter(page) {
      const templates = await openTemplates(page)
      await templates.getByRole('button', { name: 'Use template' }).first().click()
      await templates.getByRole('button', { name: 'Put in the box' }).waitFor()
    },
  },
  {
    screen,
    state: 'A template that is written',
    async enter(page) {
      const templates = await openTemplates(page)
      await templates.getByRole('button', { name: 'New template' }).click()
      await templates.getByRole('textbox', { name: 'Template text' }).fill('a {animal} in {place}, {weather}')
      await templates.getByRole('button', { name: 'Save template' }).click()
      await templates.getByText('Give the template a name.').first().waitFor()
    },
  },
  {
    screen,
    state: 'An example in the box, in the place of a text',
    async enter(page) {
      const { prompt } = await openCreate(page)
      await prompt.fill(fox)
      await page.getByRole('button', { name: 'Inspire me' }).click()
      await page.getByRole('region', { name: 'Notice' }).getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
]
