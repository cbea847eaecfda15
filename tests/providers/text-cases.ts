import type { ProviderAnswer } from './provider-case.ts'

/** An answer to a call about a text, and what comes of it. */
export interface TextCase {
  readonly name: string
  readonly answer: ProviderAnswer
  /** `text`: it was improved; `passes`: the prompt goes on; otherwise why it did not. */
  readonly kind: 'text' | 'passes' | 'refused' | 'timeout' | 'unavailable' | 'unusable'
}

const moderated = (flagged: boolean, scores: Readonly<Record<string, number>> = {}): ProviderAnswer => {
  const categories = Object.fromEntries(Object.keys(scores).map((name) => [name, true]))
  return { status: 200, json: { id: 'modr-1', results: [{ flagged, categories, category_scores: scores }] } }
}

/** What OpenAI's moderation answers of a prompt. */
export const moderationCases: readonly TextCase[] = [
  { name: 'finds nothing', answer: moderated(false), kind: 'passes' },
  { name: 'flags a minor in a sexual context', answer: moderated(true, { 'sexual/minors': 0.2 }), kind: 'refused' },
  { name: 'is sure of a sexual text', answer: moderated(true, { sexual: 0.95 }), kind: 'refused' },
  { name: 'flags violence alone, as it does with art', answer: moderated(true, { violence: 0.9 }), kind: 'passes' },
  {
    name: 'has an error',
    answer: { status: 500, json: { error: { message: 'Words of the vendor.' } } },
    kind: 'passes',
  },
]

const chat = (message: object, finish_reason = 'stop'): ProviderAnswer => ({
  status: 200,
  json: { id: 'chat-1', choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason }] },
})
const BETTER = { short: 'a cat in the rain, ink', long: 'a cat in the rain, ink wash, low view, evening light' }

/** What a language model answers that is asked for a better prompt. */
export const chatCases: readonly TextCase[] = [
  { name: 'writes a short and a long text', answer: chat({ content: JSON.stringify(BETTER) }), kind: 'text' },
  {
    name: 'writes one plain text',
    answer: chat({ content: `Here is a better prompt: "${BETTER.long}"` }),
    kind: 'text',
  },
  { name: 'refuses', answer: chat({ content: null, refusal: 'Words of the vendor.' }), kind: 'refused' },
  { name: 'is cut short', answer: chat({ content: 'a cat in the' }, 'length'), kind: 'unusable' },
  { name: 'writes Markdown', answer: chat({ content: '# A cat\n\n- rain\n- **ink**' }), kind: 'unusable' },
  { name: 'says nothing', answer: chat({ content: '' }), kind: 'unusable' },
  {
    name: 'does not know the key',
    answer: { status: 401, json: { error: { code: 'invalid_api_key' } } },
    kind: 'unavailable',
  },
  { name: 'is asked too often', answer: { status: 429, text: '' }, kind: 'unavailable' },
  { name: 'answers a page', answer: { status: 200, text: '<!doctype html>' }, kind: 'unusable' },
]
