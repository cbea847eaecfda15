import { translated } from './translation.ts'

/** The words of an improved prompt: what stands in its panel, which few open. */
export const improveTexts = translated('improve', {
  label: 'Improved prompt',
  improving: 'Improving',
  original: 'Original',
  improved: 'Improved',
  by: (writer: string | undefined) => `By ${writer ?? 'built-in rules'}`,
  languageModel: 'a language model',
  length: 'Length',
  short: 'Short',
  long: 'Long',
  use: 'Use improved',
  ready: 'The improved prompt is ready.',
  reasons: {
    timeout: 'No answer in time.',
    refused: 'The language model refused this prompt.',
    unavailable: 'The language model is not available right now.',
    unusable: 'The language model wrote nothing that can be used.',
    'too-long': 'It is too long to be improved.',
  },
  unreachable: 'The server cannot be reached.',
  foreign: 'The answer did not come from the server. This network may want you to sign in first.',
})
