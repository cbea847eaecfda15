import { PAGE_STYLE } from './page-style.ts'

/** The page of an address that leads nowhere, for who does not have the app on the device. Both texts are our own. */
export function errorPage(title: string, text: string): string {
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8">' +
    `<title>${title} - Pixel Prompt</title><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<style>${PAGE_STYLE}</style>` +
    `<main><h1>${title}</h1><p>${text}</p><a href="/">Write a prompt</a></main></html>`
  )
}
