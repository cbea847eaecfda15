import { type AnyNode, type CallExpression, type Node, type Program, parse } from 'acorn'

/** The limit of the platform is "10 KB"; the smaller reading of it. */
export const MAX_BYTES = 10_000

/** The grammar that runtime 2.0 documents. */
const SYNTAX = new Set<AnyNode['type']>([
  ...(['Program', 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'] as const),
  ...(['VariableDeclaration', 'VariableDeclarator', 'ExpressionStatement', 'BlockStatement'] as const),
  ...(['ReturnStatement', 'IfStatement', 'ForStatement', 'ForInStatement', 'WhileStatement'] as const),
  ...(['DoWhileStatement', 'SwitchStatement', 'SwitchCase', 'BreakStatement', 'ContinueStatement'] as const),
  ...(['LabeledStatement', 'ThrowStatement', 'TryStatement', 'CatchClause', 'EmptyStatement'] as const),
  ...(['Identifier', 'Literal', 'TemplateLiteral', 'TemplateElement', 'ArrayExpression'] as const),
  ...(['ObjectExpression', 'Property', 'MemberExpression', 'CallExpression', 'NewExpression'] as const),
  ...(['BinaryExpression', 'LogicalExpression', 'UnaryExpression', 'UpdateExpression'] as const),
  ...(['AssignmentExpression', 'ConditionalExpression', 'SequenceExpression', 'ThisExpression'] as const),
  ...(['AwaitExpression', 'RestElement'] as const),
])

/** Names that the runtime documents; every other name has to be declared in the text. */
const GLOBALS = new Set([
  ...['Object', 'Array', 'String', 'Number', 'Boolean', 'Math', 'JSON', 'RegExp', 'Date', 'Error', 'Promise'],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'undefined', 'NaN', 'Infinity', 'console'],
  ...['encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI'],
])

/** Methods that the runtime documents, of those that anybody here would call. */
const METHODS = new Set([
  ...[
    'charAt',
    'charCodeAt',
    'concat',
    'endsWith',
    'includes',
    'indexOf',
    'lastIndexOf',
    'match',
    'padEnd',
    'padStart',
  ],
  ...['repeat', 'replace', 'search', 'slice', 'split', 'startsWith', 'substring', 'toLowerCase', 'toUpperCase', 'trim'],
  ...['every', 'filter', 'find', 'findIndex', 'forEach', 'join', 'map', 'pop', 'push', 'reduce', 'reverse', 'shift'],
  ...['some', 'sort', 'splice', 'unshift', 'isArray', 'assign', 'entries', 'keys', 'values', 'hasOwnProperty', 'call'],
  ...[
    'exec',
    'test',
    'toString',
    'toFixed',
    'abs',
    'ceil',
    'floor',
    'max',
    'min',
    'round',
    'parse',
    'stringify',
    'log',
  ],
])

const FLAGS = /^[gimy]*$/

/** What keeps a text from running at the edge, a sentence for each; nothing where it may. */
export function findForbidden(code: string): string[] {
  const bytes = Buffer.byteLength(code)
  const tooLarge = bytes > MAX_BYTES ? [`${bytes} bytes are more than ${MAX_BYTES}.`] : []
  let program: Program
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'script', allowAwaitOutsideFunction: true })
  } catch (error) {
    return [...tooLarge, `Not a script: ${String(error)}`]
  }
  const nodes = [...walk(program)]
  return [...tooLarge, ...handlerProblems(program), ...nodes.flatMap(problemsOf), ...unknownNames(nodes)]
}

interface Visit {
  readonly node: AnyNode
  readonly parents: readonly AnyNode[]
}

function* walk(node: AnyNode, parents: readonly AnyNode[] = []): Generator<Visit> {
  yield { node, parents }
  for (const child of Object.values(node).flat()) {
    if (isNode(child)) yield* walk(child, [...parents, node])
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function handlerProblems({ body }: Program): string[] {
  const handlers = body.filter((node) => node.type === 'FunctionDeclaration' && node.id?.name === 'handler')
  return handlers.length === 1 ? [] : [`${handlers.length} top-level functions are named handler; one has to be.`]
}

function problemsOf({ node, parents }: Visit): string[] {
  const at = `at ${node.start}`
  if (!SYNTAX.has(node.type)) return [`${node.type} ${at} is not in the runtime's grammar.`]
  if (node.type === 'LogicalExpression' && node.operator === '??') return [`The operator ?? ${at} is not there.`]
  if (node.type === 'CatchClause' && !node.param) return [`A catch without a parameter ${at}.`]
  if (hasUnknownFlags(node)) return [`The flags of a pattern ${at} are not there.`]
  if (isAsync(node) && parents.some(isFunction)) return [`An async function inside of a function ${at}.`]
  if (node.type === 'AwaitExpression' && isInsideArguments(node, parents)) return [`An await in arguments ${at}.`]
  return node.type === 'CallExpression' ? callProblems(node, at) : []
}

/** A pattern with flags in the text, or made from a string: the bundler turns one with a flag that is too new into the other. */
function hasUnknownFlags(node: AnyNode): boolean {
  if (node.type === 'Literal') return node.regex !== undefined && node.regex !== null && !FLAGS.test(node.regex.flags)
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return false
  const [, flags] = node.arguments
  return flags !== undefined && !(flags.type === 'Literal' && FLAGS.test(String(flags.value)))
}

function callProblems({ callee, arguments: given }: CallExpression, at: string): string[] {
  if (callee.type !== 'MemberExpression') return []
  if (callee.computed || callee.property.type !== 'Identifier') return [`A call of a computed name ${at}.`]
  const { name } = callee.property
  if (!METHODS.has(name)) return [`The method ${name} ${at} is not on the list of those that are documented.`]
  return name === 'log' && given.length !== 1 ? [`console.log ${at} takes one argument.`] : []
}

function isFunction({ type }: Node): boolean {
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression'
}

function isAsync(node: AnyNode): boolean {
  return 'async' in node && node.async === true
}

/** Whether a call or a `new` has the node in its arguments, within the same function. */
function isInsideArguments(node: AnyNode, parents: readonly AnyNode[]): boolean {
  let inner: AnyNode = node
  for (const parent of parents.toReversed()) {
    if (isFunction(parent)) return false
    const isCall = parent.type === 'CallExpression' || parent.type === 'NewExpression'
    if (isCall && parent.callee !== inner) return true
    inner = parent
  }
  return false
}

/** Free names that no runtime of the edge has. A name that is declared anywhere counts as declared. */
function unknownNames(visits: readonly Visit[]): string[] {
  const names = visits.flatMap((visit) =>
    visit.node.type === 'Identifier' ? [{ ...visit, name: visit.node.name }] : [],
  )
  const declared = new Set(
    names.filter(({ node, parents }) => isDeclaration(node, parents.at(-1))).map(({ name }) => name),
  )
  const used = names.filter(({ node, parents }) => isReference(node, parents.at(-1)))
  const unknown = new Set(used.map(({ name }) => name).filter((name) => !declared.has(name) && !GLOBALS.has(name)))
  return [...unknown].map((name) => `The name ${name} is not there.`)
}

function isDeclaration(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent === undefined) return false
  if (parent.type === 'VariableDeclarator') return parent.id === node
  if (parent.type === 'CatchClause') return parent.param === node
  if (parent.type === 'RestElement') return true
  return 'params' in parent && (parent.params.some((param) => param === node) || parent.id === node)
}

function isReference(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed
  if (parent?.type === 'Property') return parent.value === node || parent.computed
  return (
    parent?.type !== 'LabeledStatement' && parent?.type !== 'BreakStatement' && parent?.type !== 'ContinueStatement'
  )
}
