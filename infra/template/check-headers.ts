import { SECURITY_HEADERS } from '../security-headers.ts'
import type { Template } from './read-template.ts'
import { asList, at, isRecord, propertiesOf, textOf } from './values.ts'

/** The CDN's policy of headers against the constant that the local stack sends. */
export function checkHeaders(template: Template): string[] {
  const config = at(propertiesOf(template, 'SecurityHeaders'), 'ResponseHeadersPolicyConfig')
  const written = {
    ...readKnown(at(config, 'SecurityHeadersConfig')),
    ...readCustom(at(config, 'CustomHeadersConfig')),
  }
  const wanted: Readonly<Record<string, string>> = SECURITY_HEADERS
  const names = new Set([...Object.keys(wanted), ...Object.keys(written)])
  const differing = [...names].filter((name) => wanted[name] !== written[name])
  return [
    ...differing.map((name) => {
      return `The header ${name} is ${written[name] ?? 'left out'} and not ${wanted[name] ?? 'left out'}.`
    }),
    ...checkTiming(at(config, 'ServerTimingHeadersConfig')),
  ]
}

/** The app says of every picture whether the CDN had it. */
function checkTiming(config: unknown): string[] {
  const isTold = at(config, 'Enabled') === true && at(config, 'SamplingRate') === 100
  return isTold ? [] : ['Not every answer says whether the CDN had it.']
}

/** A header without Override gives way to one of the origin, which is as if it was not there. */
function readKnown(config: unknown): Record<string, string> {
  const parts = Object.entries(isRecord(config) ? config : {}).filter(([, part]) => at(part, 'Override') === true)
  return Object.fromEntries(parts.map(([name, part]) => readPart(name, part)))
}

function readPart(name: string, part: unknown): [string, string] {
  switch (name) {
    case 'ContentSecurityPolicy':
      return ['content-security-policy', textOf(at(part, 'ContentSecurityPolicy'))]
    case 'StrictTransportSecurity':
      return ['strict-transport-security', transportSecurity(part)]
    case 'ContentTypeOptions':
      return ['x-content-type-options', 'nosniff']
    case 'ReferrerPolicy':
      return ['referrer-policy', textOf(at(part, 'ReferrerPolicy'))]
    default:
      return [name, textOf(part)]
  }
}

function transportSecurity(part: unknown): string {
  const subdomains = at(part, 'IncludeSubdomains') === true ? '; includeSubDomains' : ''
  return `max-age=${at(part, 'AccessControlMaxAgeSec')}${subdomains}${at(part, 'Preload') === true ? '; preload' : ''}`
}

function readCustom(config: unknown): Record<string, string> {
  const items = asList(at(config, 'Items')).filter((item) => at(item, 'Override') === true)
  return Object.fromEntries(items.map((item) => [textOf(at(item, 'Header')), textOf(at(item, 'Value'))]))
}
