import type { Page } from 'playwright-core'

/** Sends a form to the address that the manifest names, as the system does with what is shared. */
export async function shareToApp(page: Page, fields: Readonly<Record<string, string>>, images = 0): Promise<void> {
  await page.goto('/')
  await page.evaluate(
    async ({ given, count }) => {
      const form = document.createElement('form')
      form.action = '/share'
      form.method = 'POST'
      form.enctype = 'multipart/form-data'
      for (const [name, value] of Object.entries(given)) {
        const input = document.createElement('input')
        input.name = name
        input.value = value
        form.append(input)
      }
      const files = new DataTransfer()
      for (let index = 0; index < count; index += 1) {
        const canvas = new OffscreenCanvas(40 + index, 30)
        canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
        files.items.add(new File([await canvas.convertToBlob()], `${index}.png`, { type: 'image/png' }))
      }
      const input = document.createElement('input')
      input.type = 'file'
      input.name = 'images'
      input.multiple = true
      input.files = files.files
      form.append(input)
      document.body.append(form)
      form.submit()
    },
    { given: fields, count: images },
  )
  await page.waitForURL((url) => url.pathname === '/' && url.search === '')
}
