import { count, dateAndTime, many } from './format.ts'
import { translated } from './translation.ts'

interface TemplateLimits {
  readonly name: number
  readonly text: number
  readonly templates: number
  readonly blank: number
  readonly blanks: number
}

/** The words of what helps to find a prompt: the history, templates, examples. Their buttons are named in en.ts. */
export const ideaTexts = translated('ideas', {
  hide: 'Hide panel',
  undo: 'Undo',
  example: 'An example is in the box.',
  exampleReplaced: 'An example has taken the place of your text.',
  textBack: 'Your text is back in the box.',
  notKept: 'This could not be saved on the device.',
  history: {
    search: 'Search history',
    list: 'Past prompts',
    empty: 'Nothing yet. Prompts that you send are listed here, on this device only.',
    notRead: 'The history could not be read.',
    noneFits: (text: string) => `No prompt contains '${text}'.`,
    amount: (found: number, all: number) =>
      found === all ? many(all, 'prompt', 'prompts') : `${count.format(found)} of ${many(all, 'prompt', 'prompts')}`,
    use: (times: number, at: number) =>
      times === 1 ? dateAndTime.format(at) : `${count.format(times)} times, last ${dateAndTime.format(at)}`,
    more: (amount: number) => `Show ${count.format(amount)} more`,
    remove: 'Remove from history',
    clear: 'Clear history',
    removed: 'Removed from the history.',
    cleared: (amount: number) => `Removed ${many(amount, 'prompt', 'prompts')} from the history. Pictures stay.`,
    back: 'Back in the history.',
  },
  templates: {
    yours: 'Yours',
    builtIn: 'Built in',
    none: 'None yet. Write a prompt with blanks in braces, such as {animal}, and save it.',
    notRead: 'Your templates could not be read.',
    saveBox: 'Save as template',
    write: 'New template',
    choose: 'Use template',
    edit: 'Edit template',
    remove: 'Remove template',
    removed: (name: string) => `Removed “${name}”.`,
    back: (name: string) => `“${name}” is back.`,
    saved: (name: string) => `Saved “${name}”.`,
    name: 'Template name',
    text: 'Template text',
    textHint: 'A word in braces is a blank: a {animal} in {place}',
    length: (chars: number, max: number) => `${count.format(chars)} of ${count.format(max)}`,
    save: 'Save template',
    discard: 'Back to templates',
    preview: 'Preview',
    put: 'Put in the box',
    fillFirst: (blank: string) => `Fill in “${blank}” first.`,
    problem: (limits: TemplateLimits) => ({
      'no-name': 'Give the template a name.',
      'long-name': `The name has at most ${count.format(limits.name)} characters.`,
      'same-name': 'There is a template of this name already.',
      'no-text': 'Write the text of the template.',
      'long-text': `The text has at most ${count.format(limits.text)} characters.`,
      'too-many': `There are ${count.format(limits.templates)} templates already. Remove one first.`,
      unclosed: 'A brace { is not closed by }.',
      unopened: 'A brace } is closed that was not opened by {.',
      nameless: 'A blank has no name: write one between its braces.',
      'long-blank': `The name of a blank has at most ${count.format(limits.blank)} characters.`,
      'many-blanks': `A template has at most ${count.format(limits.blanks)} blanks.`,
    }),
  },
})

/** Templates that come with the app. Their ids never change: last values are kept under them. */
export const builtInTemplates = translated('templates', [
  { id: 'builtin:place', name: 'Animal in a place', text: 'a {animal} in {place}, {style}' },
  { id: 'builtin:portrait', name: 'Portrait', text: 'portrait of {person}, {mood} expression, {lighting}, {style}' },
  {
    id: 'builtin:landscape',
    name: 'Landscape',
    text: '{landscape} at {time of day}, {weather}, seen from {viewpoint}',
  },
  { id: 'builtin:street', name: 'Street scene', text: 'a street in {city} in {season}, {detail} in the foreground' },
  { id: 'builtin:still', name: 'Still life', text: 'still life with {objects} on {surface}, {lighting}' },
  { id: 'builtin:poster', name: 'Travel poster', text: 'travel poster of {place}, flat shapes, {colours}, wide sky' },
  { id: 'builtin:stamp', name: 'Postage stamp', text: 'postage stamp showing {subject}, fine lines, {colours}' },
  { id: 'builtin:room', name: 'Room', text: 'a {kind of room} with {furniture}, {material} walls, {lighting}' },
  { id: 'builtin:macro', name: 'Close-up', text: 'close-up of {thing}, {texture}, shallow depth of field, {lighting}' },
  {
    id: 'builtin:map',
    name: 'Invented map',
    text: 'map of {imaginary land} with {landmark} and {landmark 2}, {style}',
  },
  {
    id: 'builtin:icon',
    name: 'Set of icons',
    text: 'set of {number} simple icons about {theme}, {line style}, one colour',
  },
  { id: 'builtin:night', name: 'Night sky', text: '{sky event} over {place}, {foreground}, long exposure' },
  {
    id: 'builtin:creature',
    name: 'Creature',
    text: 'a creature that is half {animal}, half {object}, in {place}, {style}',
  },
])
