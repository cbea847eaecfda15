import type { ManifestOptions } from 'vite-plugin-pwa'
import { ADDRESSES } from './src/platform/addresses.ts'

const DESCRIPTION = 'Write one prompt, get a picture from every image model at once. Your pictures stay in one gallery.'

const shortcut = (name: string, url: string, description: string) => ({
  ...{ name, url, description },
  icons: [{ src: `/icons/shortcut-${name.toLowerCase()}.png`, sizes: '192x192', type: 'image/png' }],
})

const screenshot = (name: string, sizes: string, formFactor: 'wide' | 'narrow', label: string) => ({
  ...{ src: `/screenshots/${name}.png`, sizes, type: 'image/png', form_factor: formFactor, label },
})

/** What the browser installs. Each member has a test in a browser: tests/e2e/install.spec.ts. */
export const WEB_MANIFEST = {
  id: '/',
  name: 'Pixel Prompt',
  short_name: 'Pixel Prompt',
  description: DESCRIPTION,
  lang: 'en',
  dir: 'ltr',
  start_url: ADDRESSES.create,
  scope: '/',
  display: 'standalone',
  display_override: ['window-controls-overlay', 'standalone'],
  orientation: 'any',
  theme_color: '#fafafa',
  background_color: '#fafafa',
  categories: ['graphics', 'photo', 'productivity'],
  launch_handler: { client_mode: ['focus-existing', 'auto'] },
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  screenshots: [
    screenshot('create-wide', '1280x800', 'wide', 'One prompt, a picture from every model'),
    screenshot('gallery-wide', '1280x800', 'wide', 'The gallery'),
    screenshot('create-narrow', '720x1560', 'narrow', 'One prompt, a picture from every model'),
    screenshot('outbox-narrow', '720x1560', 'narrow', 'Prompts that wait for a network'),
  ],
  shortcuts: [
    shortcut('Create', ADDRESSES.create, 'Write a prompt'),
    shortcut('Gallery', ADDRESSES.gallery, 'Look at the pictures'),
    shortcut('Outbox', ADDRESSES.outbox, 'See what waits to be sent'),
  ],
  share_target: {
    action: '/share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'images', accept: ['image/*'] }] },
  },
  protocol_handlers: [{ protocol: 'web+pixelprompt', url: '/?link=%s' }],
} satisfies Partial<ManifestOptions>
