/** What a template's text is made of. A blank may stand in it more than once: it is filled once. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blank'; readonly name: string }

export type TemplateProblem =
  /** A brace that nothing closes. */
  | 'unclosed'
  /** A closing brace that nothing has opened. */
  | 'unopened'
  /** Braces with nothing between them. */
  | 'nameless'
  | 'long-blank'
  | 'many-blanks'

export type ParsedTemplate =
  | { readonly ok: true; readonly parts: readonly TemplatePart[]; readonly blanks: readonly string[] }
  | { readonly ok: false; readonly problem: TemplateProblem }

export const TEMPLATE_LIMITS = { name: 60, text: 1000, blank: 40, blanks: 12, value: 300, templates: 200 } as const

const BLANK = /(\{[^{}]*\})/

/** Reads a text with blanks in braces, such as "a {animal} in {place}". */
export function parseTemplate(text: string): ParsedTemplate {
  // What stands in the brackets of the expression is among the pieces: every second one is a blank.
  const parts = text.split(BLANK).map((piece, index): TemplatePart => {
    if (index % 2 === 0) return { kind: 'text', text: piece }
    return { kind: 'blank', name: piece.slice(1, -1).replace(/\s+/g, ' ').trim() }
  })
  const blanks = [...new Set(parts.flatMap((part) => (part.kind === 'blank' ? [part.name] : [])))]
  for (const part of parts) {
    const problem = problemOfPart(part)
    if (problem !== undefined) return { ok: false, problem }
  }
  if (blanks.length > TEMPLATE_LIMITS.blanks) return { ok: false, problem: 'many-blanks' }
  return { ok: true, parts: parts.filter((part) => part.kind === 'blank' || part.text !== ''), blanks }
}

function problemOfPart(part: TemplatePart): TemplateProblem | undefined {
  if (part.kind === 'text') {
    if (part.text.includes('{')) return 'unclosed'
    return part.text.includes('}') ? 'unopened' : undefined
  }
  if (part.name === '') return 'nameless'
  return part.name.length > TEMPLATE_LIMITS.blank ? 'long-blank' : undefined
}

/** The prompt with its blanks filled; a blank without a value is shown by its name in braces. */
export function fillTemplate(parts: readonly TemplatePart[], values: ReadonlyMap<string, string>): string {
  return parts
    .map((part) => (part.kind === 'text' ? part.text : values.get(part.name)?.trim() || `{${part.name}}`))
    .join('')
    .trim()
}
