import { JOB_ID } from './known-paths.ts'
import { chooseWidth, negotiateFormat } from './negotiate.ts'

const IMAGE = new RegExp(`^/images/(${JOB_ID})/([a-z0-9][a-z0-9.-]*(?:~[1-9][0-9]?)?)/([A-Za-z0-9.-]{1,20})$`)
const VARIANT = /^(?:320|640|1024)\.(?:avif|webp|jpeg)$/

/**
 * The store key behind an image address, or undefined for an address that is none: `original` and a named variant pass
 * unchanged, a width becomes a variant by what the client accepts. The set of keys is bounded whatever is asked for.
 */
export function imageKey(path: string, accept: string): string | undefined {
  const match = IMAGE.exec(path)
  if (!match) return undefined
  const last = match[3] || ''
  const folder = `images/${match[1]}/${match[2]}/`
  if (last === 'original' || VARIANT.test(last)) return folder + last
  if (last.indexOf('.') !== -1) return undefined
  return `${folder}${chooseWidth(last)}.${negotiateFormat(accept)}`
}
