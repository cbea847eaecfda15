/** Words of made-up prompts: combined they give some hundred thousand different ones. */
export const SUBJECTS = [
  ...[
    'a red fox',
    'a lighthouse',
    'an old windmill',
    'a sailing boat',
    'two cats',
    'a castle',
    'a steam train',
    'a whale',
  ],
  ...[
    'a cherry tree',
    'a bowl of lemons',
    'an owl',
    'a white horse',
    'a bicycle',
    'a dragon',
    'a violin',
    'a hot-air balloon',
  ],
  ...[
    'a robot',
    'a cup of tea',
    'a heron',
    'a wooden bridge',
    'a tiger',
    'a field of tulips',
    'a small house',
    'an astronaut',
  ],
] as const
const PLACES = [
  ...[
    'in a snowy forest',
    'by the sea',
    'on a mountain pass',
    'in a quiet harbor',
    'above the clouds',
    'in the desert',
  ],
  ...['in a city at night', 'on a frozen lake', 'in a garden', 'under a bridge', 'on an island', 'in a library'],
  ...[
    'at the edge of a cliff',
    'in a meadow',
    'in front of a waterfall',
    'on a market square',
    'in the rain',
    'under the stars',
  ],
] as const
const LIGHTS = [
  ...[
    'at dawn',
    'at dusk',
    'in the morning mist',
    'under a full moon',
    'in autumn',
    'in spring light',
    'in a storm',
    'at noon',
  ],
  ...['by candlelight', 'in the last light', 'under northern lights', 'on a grey day'],
] as const
const STYLES = [
  ...[
    'watercolour',
    'oil on canvas',
    'woodcut',
    'a poster of the thirties',
    'pixel art',
    'pencil on paper',
    'photographed on film',
  ],
  ...[
    'a children’s book picture',
    'in muted colours',
    'in bold shapes',
    'seen from above',
    'a close view',
    'in blue and gold',
  ],
  ...['with fine lines', 'as a stamp', 'as a stained glass window'],
] as const

/** A prompt about a subject; `random` answers numbers from 0 to below 1. */
export function makePrompt(subject: string, random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  const parts = [`${subject} ${pick(PLACES)}`, pick(LIGHTS), pick(STYLES)]
  // Some are short, as people write them.
  return parts.slice(0, random() < 0.15 ? 1 : 3).join(', ')
}
