import { parseSync } from 'vite'

/** What is written in a language where only names of texts belong, in one source file. */
export interface Finding {
  readonly kind: 'literal' | 'early'
  readonly text: string
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string }

/** What a person reads or hears of an element. */
const SPOKEN_ATTRIBUTES = new Set([
  ...['aria-label', 'aria-description', 'aria-valuetext', 'aria-roledescription', 'aria-placeholder'],
  ...['title', 'placeholder', 'alt', 'label', 'note', 'hindrance', 'text', 'yes', 'no'],
])
/** What takes a sentence, and the members of a notice or a state that are one. */
const SPEAKERS = new Set(['announce', 'say', 'setError', 'setTrouble', 'setTold'])
const SPOKEN_MEMBERS = new Set(['text', 'label', 'news', 'note'])
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/**
 * Texts that stand in the code, and texts of the catalogue that are read before the language is settled: while a module
 * is read.
 */
export function findLiterals(file: string, source: string): readonly Finding[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const findings: Finding[] = []
  const catalogues = new Set<string>()
  visit(program, false)
  return findings

  function visit(value: unknown, isLater: boolean): void {
    if (Array.isArray(value)) for (const each of value) visit(each, isLater)
    if (!isNode(value)) return
    look(value, isLater)
    const isFunction = FUNCTIONS.has(value.type)
    for (const child of Object.values(value)) visit(child, isLater || isFunction)
  }

  function look(node: Node, isLater: boolean): void {
    if (node.type === 'ImportDeclaration') remember(node)
    for (const text of spokenBy(node)) findings.push({ kind: 'literal', text })
    if (!isLater) findings.push(...readEarly(node))
  }

  function readEarly({ type, object, property }: Node): readonly Finding[] {
    if (type !== 'MemberExpression' || !catalogues.has(nameOf(object))) return []
    return [{ kind: 'early', text: `${nameOf(object)}.${nameOf(property)}` }]
  }

  function remember({ source: from, specifiers }: Node): void {
    if (!isNode(from) || !/\/texts\/[\w/-]+\.ts$/.test(String(from.value)) || !Array.isArray(specifiers)) return
    for (const each of specifiers) if (isNode(each)) catalogues.add(nameOf(each.local))
  }
}

/** The literals by which one node speaks to a person. */
function spokenBy(node: Node): readonly string[] {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return asList(node.children).flatMap(literalsOf)
    case 'JSXAttribute':
      return SPOKEN_ATTRIBUTES.has(nameOf(node.name)) ? literalsOf(node.value) : []
    case 'CallExpression':
      return SPEAKERS.has(nameOf(node.callee)) ? asList(node.arguments).flatMap(literalsOf) : []
    case 'Property':
      return SPOKEN_MEMBERS.has(nameOf(node.key)) ? literalsOf(node.value) : []
    default:
      return []
  }
}

/** The words of an expression that is a literal, whichever way it is chosen. */
function literalsOf(value: unknown): readonly string[] {
  if (!isNode(value)) return []
  switch (value.type) {
    case 'Literal':
    case 'JSXText':
      return words(value.value)
    case 'JSXExpressionContainer':
      return literalsOf(value.expression)
    case 'TemplateLiteral':
      return asList(value.quasis).flatMap((quasi) =>
        isNode(quasi) && isCooked(quasi.value) ? words(quasi.value.cooked) : [],
      )
    case 'ConditionalExpression':
      return [...literalsOf(value.consequent), ...literalsOf(value.alternate)]
    case 'LogicalExpression':
      return [...literalsOf(value.left), ...literalsOf(value.right)]
    default:
      return []
  }
}

function words(value: unknown): readonly string[] {
  return typeof value === 'string' && /\p{L}{2}/u.test(value) ? [value.trim()] : []
}

function nameOf(value: unknown): string {
  return isNode(value) && typeof value.name === 'string' ? value.name : ''
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function isCooked(value: unknown): value is { readonly cooked: unknown } {
  return typeof value === 'object' && value !== null && 'cooked' in value
}
