import * as v from 'valibot'
import { LIMITS } from '#contract/limits.ts'
import { countChars, normalizePrompt } from '#contract/prompt.ts'
import { parseJson } from '../models/classify-response.ts'

export interface ImprovedTexts {
  readonly short: string
  readonly long: string
}

const Variants = v.object({ short: v.string(), long: v.string() })

/** A language model's answer as two prompts, or undefined where it is none. A plain text counts as both. */
export function readImproved(answer: string): ImprovedTexts | undefined {
  const text = unfence(withoutLeadIn(answer.trim()))
  const json = parseJson(text)
  if (typeof json === 'string') return bothOf(json)
  // What begins as an object or a list and is none was cut: it is not a prompt either.
  if (json === undefined && !/^[[{]/.test(text)) return bothOf(text)
  const parsed = v.safeParse(Variants, json)
  if (!parsed.success) return undefined
  const short = cleanPrompt(parsed.output.short)
  const long = cleanPrompt(parsed.output.long)
  return short === undefined || long === undefined ? undefined : { short, long }
}

function bothOf(text: string): ImprovedTexts | undefined {
  const long = cleanPrompt(text)
  return long === undefined ? undefined : { short: long, long }
}

/** A text without what stands around it, or undefined where it cannot be a prompt. */
function cleanPrompt(text: string): string | undefined {
  const prompt = normalizePrompt(withoutQuotes(withoutLeadIn(withoutQuotes(text.trim()))))
  if (prompt === '' || countChars(prompt) > LIMITS.maxEnhancedChars) return undefined
  return MARKUP.some((pattern) => pattern.test(prompt)) ? undefined : prompt
}

/** Small models put the object in a code block, whatever they are asked for; around anything else it is Markdown. */
function unfence(text: string): string {
  return /^```(?:json)?\s*(\{[\s\S]*\})\s*```$/i.exec(text)?.[1] ?? text
}

const GREETING = /^(?:sure|certainly|absolutely|of course|okay|ok)(?: thing)?\s*[,.!:]\s*/i
/** Up to its colon or the end of its line. A prompt that begins with "Here is" and goes on without one stays as it is. */
const LEAD_IN = /^here(?:['’]s|\s+is|\s+are|\s+you)\b[^\n:{]{0,100}(?::|\.?[ \t]*\n)\s*/i
const LABEL = /^(?:the\s+)?(?:(?:improved|enhanced|rewritten|revised|short|long|final)\s+)?(?:prompt|version)\s*:\s*/i

function withoutLeadIn(text: string): string {
  return [GREETING, LEAD_IN, LABEL].reduce((rest, pattern) => rest.replace(pattern, ''), text)
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['«', '»'],
])

/** Only those around the whole: `"A" and "B"` keeps all of its own. */
function withoutQuotes(text: string): string {
  const open = text.slice(0, 1)
  const close = QUOTES.get(open)
  if (close === undefined || text.length < 2 || !text.endsWith(close)) return text
  const inside = text.slice(1, -1)
  const others = inside.replace(/(?<=\p{L})['’](?=\p{L})/gu, '') // "cat's"
  return others.includes(open) || others.includes(close) ? text : inside.trim()
}

/** Markdown and HTML: headings, lists, quotes and code at the start of a line, emphasis, links, tags. */
const MARKUP: readonly RegExp[] = [
  /^ {0,3}(?:#{1,6} |[-*+] |\d{1,3}[.)] |> |```|~~~|\|)/m,
  /\*\*|__|`|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])/,
  /\]\(/,
  /<[/!]?[a-z][^<>]*>/i,
]
