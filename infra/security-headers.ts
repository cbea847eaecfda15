import { PAGE_STYLE } from '../edge/src/page-style.ts'
import { FIRST_PAINT, hashOf } from './first-paint.ts'

/** What a page may load and do. Nothing inline but what is painted first and the edge's own pages, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src 'self' ${hashOf(FIRST_PAINT.script)}`,
  `style-src 'self' ${hashOf(PAGE_STYLE)} ${hashOf(FIRST_PAINT.style)}`,
  // Placeholders and drawings of the device are data:, pictures that were shared are blob:.
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  // Text becomes code in one place only: the address of the service worker.
  "require-trusted-types-for 'script'",
  'trusted-types pixel-prompt',
].join('; ')

const REFUSED_FEATURES = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'midi']

/**
 * The headers of every answer, names in lower case: sent by the local stack, built into the edge function, and meant for
 * the CDN's policy of headers.
 */
export const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  // Browsers ignore it where there is no TLS, as on 127.0.0.1.
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
} as const
