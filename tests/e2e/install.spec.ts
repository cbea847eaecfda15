import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import sharp from 'sharp'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen, openSite, type TestSite } from '../support/app-page.ts'
import { openProfile } from '../support/browser.ts'
import { removeFolder } from '../support/remove-folder.ts'
import { shareToApp } from '../support/share-to-app.ts'

const Picture = v.object({ src: v.string(), sizes: v.string(), type: v.string() })
const Manifest = v.looseObject({
  icons: v.array(v.object({ ...Picture.entries, purpose: v.string() })),
  screenshots: v.array(v.object({ ...Picture.entries, form_factor: v.string(), label: v.string() })),
  shortcuts: v.array(v.object({ name: v.string(), url: v.string(), icons: v.array(Picture) })),
})

let site: TestSite
let profile: string
let device: BrowserContext
let page: Page
let devtools: CDPSession
let manifest: v.InferOutput<typeof Manifest>
beforeAll(async () => {
  site = await openSite()
  profile = await mkdtemp(join(tmpdir(), 'pixel-prompt-profile-'))
  device = await openProfile(profile, { baseURL: site.server().url })
  page = await device.newPage()
  await page.goto('/')
  await page.getByText('Ready to use offline.').first().waitFor()
  devtools = await device.newCDPSession(page)
  const { data } = await devtools.send('Page.getAppManifest')
  manifest = v.parse(Manifest, JSON.parse(data ?? ''))
})
afterAll(async () => {
  await device.close()
  await site.close()
  await removeFolder(profile)
})

const prompt = () => createScreen(page).prompt
const emptyBox = async () => {
  await prompt().fill('')
  await page.waitForTimeout(400) // the draft is on the disk a moment after the last key
}

describe('the installed app', () => {
  it('has nothing that keeps Chromium from installing it', async () => {
    expect((await devtools.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([])
    expect((await devtools.send('Page.getAppManifest')).errors).toEqual([])
  })

  it('names itself, its scope, its colors and what it does', () => {
    expect(manifest).toMatchObject({
      ...{ id: '/', start_url: '/', scope: '/', lang: 'en', dir: 'ltr', display: 'standalone' },
      ...{
        display_override: ['window-controls-overlay', 'standalone'],
        launch_handler: { client_mode: ['focus-existing', 'auto'] },
      },
      theme_color: '#fafafa',
      categories: ['graphics', 'photo', 'productivity'],
    })
    expect(manifest.icons.map((icon) => icon.purpose)).toEqual(['any', 'any', 'maskable'])
  })

  it('has a color for each scheme', async () => {
    const colors = await page.locator('meta[name="theme-color"]').evaluateAll((metas) => {
      return metas.map((meta) => [meta.getAttribute('media'), meta.getAttribute('content')])
    })
    expect(colors).toEqual([
      ['(prefers-color-scheme: light)', '#fafafa'],
      ['(prefers-color-scheme: dark)', '#121416'],
    ])
  })

  it('has icons and screenshots that are as large as they say', async () => {
    const pictures = [
      ...[...manifest.icons, ...manifest.screenshots],
      ...manifest.shortcuts.flatMap((shortcut) => shortcut.icons),
    ]
    expect(pictures.length).toBeGreaterThanOrEqual(10)
    for (const { src, sizes, type } of pictures) {
      const response = await fetch(new URL(src, site.server().url))
      expect([src, response.status, response.headers.get('Content-Type')]).toEqual([src, 200, type])
      const { width, height } = await sharp(await response.arrayBuffer()).metadata()
      expect([src, `${width}x${height}`]).toEqual([src, sizes])
    }
    expect(manifest.screenshots.map((each) => each.form_factor).sort()).toEqual(['narrow', 'narrow', 'wide', 'wide'])
    for (const { label } of manifest.screenshots) expect(label).toMatch(/\w/)
  })

  it('keeps the mark of a maskable icon inside of what every mask leaves', async () => {
    const icon = manifest.icons.find(({ purpose }) => purpose === 'maskable')
    const body = await (await fetch(new URL(icon?.src ?? '', site.server().url))).arrayBuffer()
    const { data, info } = await sharp(body).greyscale().raw().toBuffer({ resolveWithObject: true })
    const radius = info.width * 0.4
    let outside = 0
    for (let index = 0; index < data.length; index += 1) {
      const x = (index % info.width) - info.width / 2
      const y = Math.floor(index / info.width) - info.height / 2
      if (Math.hypot(x, y) > radius && (data[index] ?? 255) < 250) outside += 1
    }
    expect(outside).toBe(0)
  })

  it('opens the screen of each shortcut without a network', async () => {
    expect(manifest.shortcuts.map(({ name }) => name)).toEqual(['Create', 'Gallery', 'Outbox'])
    await device.setOffline(true)
    for (const { name, url } of manifest.shortcuts) {
      await page.goto(url)
      await page.getByRole('heading', { name, level: 1 }).waitFor()
    }
    await device.setOffline(false)
  })
})

describe('what another app shares', () => {
  it.each([
    ['a title', { title: 'A red fox' }, 'A red fox'],
    ['a text', { text: 'a fox in the snow' }, 'a fox in the snow'],
    ['an address', { url: 'https://example.org/fox' }, 'https://example.org/fox'],
    [
      'all of them',
      { title: 'Fox', text: 'in the snow', url: 'https://example.org' },
      'Fox\nin the snow\nhttps://example.org',
    ],
    [
      'an address that the text has too',
      { text: 'look: https://example.org', url: 'https://example.org' },
      'look: https://example.org',
    ],
  ])('stands in the box: %s', async (_what, fields, expected) => {
    await shareToApp(page, fields)
    await expect.poll(() => prompt().inputValue()).toBe(expected)
    await emptyBox()
  })

  it('stands in the box without a network too, once', async () => {
    await page.goto('/')
    await device.setOffline(true)
    await shareToApp(page, { text: 'shared on a plane' })
    await expect.poll(() => prompt().inputValue()).toBe('shared on a plane')
    await emptyBox()
    await page.reload()
    await prompt().waitFor()
    await page.waitForTimeout(300)
    expect(await prompt().inputValue()).toBe('')
    await device.setOffline(false)
  })

  it('never replaces a text that is being written', async () => {
    await page.goto('/')
    await prompt().fill('mine')
    await page.waitForTimeout(400)
    await shareToApp(page, { text: 'theirs' })
    await page.getByRole('button', { name: 'Add it' }).click()
    expect(await prompt().inputValue()).toBe('mine\ntheirs')
    await emptyBox()
  })

  it('shows shared pictures, keeps them over a reload, and lets them go', async () => {
    await shareToApp(page, {}, 2)
    const pictures = page.getByRole('region', { name: 'Shared pictures' }).getByRole('img')
    await expect.poll(() => pictures.count()).toBe(2)
    await page.reload()
    await expect.poll(() => pictures.count()).toBe(2)
    await expect.poll(() => pictures.first().evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(40)
    await page.getByRole('button', { name: 'Remove shared pictures' }).click()
    await page.reload()
    await prompt().waitFor()
    await page.waitForTimeout(300)
    expect(await pictures.count()).toBe(0)
  })

  it('takes the text of a web+pixelprompt link', async () => {
    const link = encodeURIComponent('web+pixelprompt://create?prompt=a%20fox%20at%20dawn')
    await page.goto(`/?link=${link}`)
    await expect.poll(() => prompt().inputValue()).toBe('a fox at dawn')
    expect(new URL(page.url()).search).toBe('')
    await emptyBox()
  })
})
