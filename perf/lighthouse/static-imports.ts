import { posix } from 'node:path'
import { parse } from 'acorn'

const TAG = /<(script|link)\b[^>]*>/g
const ATTRIBUTE = /\b(src|href|rel|data-app)="([^"]*)"/g

/** Files of the site that a page loads by itself, from the site's root: those that its tags name, and the app that its script begins. */
export function namedBy(html: string): { readonly scripts: readonly string[]; readonly styles: readonly string[] } {
  const tags = [...html.matchAll(TAG)].map(([tag, kind]) => {
    const attributes = new Map([...tag.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value]))
    return { kind, rel: attributes.get('rel'), file: fileOf(attributes).slice(1) }
  })
  const isScript = ({ kind, rel, file }: (typeof tags)[number]) =>
    (kind === 'script' && file !== '') || rel === 'modulepreload'
  return {
    scripts: tags.filter(isScript).map(({ file }) => file),
    styles: tags.filter(({ rel }) => rel === 'stylesheet').map(({ file }) => file),
  }
}

function fileOf(attributes: ReadonlyMap<string, string>): string {
  return attributes.get('src') ?? attributes.get('href') ?? attributes.get('data-app') ?? ''
}

/** What stands in a page itself: its scripts, and its styles. Data that is written as a script is none. */
export function inlineOf(html: string): { readonly script: string; readonly style: string } {
  const textsOf = (tag: RegExp) => [...html.matchAll(tag)].map(([, text = '']) => text).join('\n')
  return {
    script: textsOf(/<script(?![^>]*\b(?:src|type="(?!module))[^>]*>)[^>]*>([\s\S]*?)<\/script>/g),
    style: textsOf(/<style\b[^>]*>([\s\S]*?)<\/style>/g),
  }
}

/** Files that a module needs before it runs, from the site's root; what it loads later is not among them. */
export function importsOf(file: string, code: string): string[] {
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' })
  return body.flatMap((statement) => {
    const isImport =
      statement.type === 'ImportDeclaration' ||
      statement.type === 'ExportAllDeclaration' ||
      statement.type === 'ExportNamedDeclaration'
    const source = isImport ? statement.source?.value : undefined
    return typeof source === 'string' ? [posix.join(posix.dirname(file), source)] : []
  })
}
