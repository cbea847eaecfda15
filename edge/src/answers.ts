import { errorPage } from './error-page.ts'

type Answer = AWSCloudFrontFunction.Response

interface Refusal {
  readonly statusCode: number
  readonly statusDescription: string
  readonly title: string
  readonly text: string
}

export const NOT_FOUND: Refusal = {
  statusCode: 404,
  statusDescription: 'Not Found',
  title: 'Page not found',
  text: 'There is nothing at this address.',
}

export const TOO_LONG: Refusal = {
  statusCode: 414,
  statusDescription: 'URI Too Long',
  title: 'Address too long',
  text: 'This address is longer than any of ours.',
}

/** Seen by who shares something to the app after the browser has let its service worker go. */
export const WRONG_METHOD: Refusal = {
  statusCode: 405,
  statusDescription: 'Method Not Allowed',
  title: 'Nothing was taken in',
  text: 'Open the app once, then try again.',
}

/** A page for who asks for pages, a sentence for everybody else. Never kept: the address may stand for something later. */
export function refuse(refusal: Refusal, accept: string): Answer {
  const isPage = accept.includes('text/html')
  const headers = withSecurity({
    'content-type': { value: isPage ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8' },
    'cache-control': { value: 'no-store' },
  })
  if (refusal === WRONG_METHOD) headers.allow = { value: 'GET, HEAD' }
  return {
    statusCode: refusal.statusCode,
    statusDescription: refusal.statusDescription,
    headers,
    body: { encoding: 'text', data: isPage ? errorPage(refusal.title, refusal.text) : refusal.text },
  }
}

/** @param location one of our own addresses, never a part of what was asked for that is not checked */
export function redirect(location: string): Answer {
  return {
    statusCode: 308,
    statusDescription: 'Permanent Redirect',
    headers: withSecurity({ location: { value: location }, 'cache-control': { value: 'public, max-age=3600' } }),
  }
}

/** The policy of headers is for answers of origins; whether it reaches these too is not documented. */
function withSecurity(headers: AWSCloudFrontFunction.ValueObject): AWSCloudFrontFunction.ValueObject {
  return Object.assign(headers, SECURITY_HEADERS)
}
