import { wordsOf } from './vocabulary.ts'

export const SUBJECTS = wordsOf({
  fox: 'fox',
  dog: 'dog puppy hound',
  wolf: 'wolf coyote',
  cat: 'cat kitten tiger lion panther',
  horse: 'horse pony unicorn stallion',
  deer: 'deer stag elk moose reindeer',
  rabbit: 'rabbit bunny hare',
  bear: 'bear panda',
  elephant: 'elephant mammoth',
  bird: 'bird seagull gull eagle crow raven swallow crane swan goose geese dove parrot hawk',
  owl: 'owl',
  fish: 'fish goldfish koi shark',
  whale: 'whale dolphin orca',
  butterfly: 'butterfly moth',
  dragon: 'dragon',
  woman: 'woman girl lady queen princess witch',
  person: 'person man boy child people figure king wizard farmer fisherman dancer samurai monk',
  couple: 'lovers couple',
  astronaut: 'astronaut cosmonaut spaceman',
  knight: 'knight warrior soldier',
  robot: 'robot android',
  sailboat: 'boat sailboat yacht sail canoe',
  ship: 'ship steamer galleon ferry',
  balloon: 'balloon',
  rocket: 'rocket spaceship spacecraft shuttle',
  train: 'train locomotive tram',
  car: 'car taxi automobile van truck',
  bicycle: 'bicycle bike',
  house: 'house cabin cottage hut barn home shed village',
  castle: 'castle fortress palace',
  lighthouse: 'lighthouse',
  windmill: 'windmill mill',
  bridge: 'bridge',
  tower: 'tower temple pagoda',
  church: 'church cathedral chapel',
  tree: 'tree oak maple birch willow',
  pine: 'pine fir spruce',
  palm: 'palm',
  cherry: 'cherry sakura',
  flower: 'flower tulip sunflower poppy rose daisy lavenders',
  cactus: 'cactus cacti',
  teapot: 'teapot kettle jug',
  cup: 'cup mug coffee tea',
  lemon: 'lemon',
  apple: 'apple',
  fruit: 'fruit peach plum pear grape',
  vase: 'vase bouquet',
  umbrella: 'umbrella parasol',
  peak: 'fuji',
  planet: 'planet saturn jupiter mars earth',
})

/** Colors of words that share their drawing with another color. */
export const OWN_COLORS: ReadonlyMap<string, number> = new Map([
  ['lion', 0xd2a04c],
  ['tiger', 0xe08a2e],
  ['panda', 0xe8e6e0],
  ['unicorn', 0xf3ecf4],
  ['swan', 0xf6f5f0],
  ['dove', 0xf6f5f0],
  ['parrot', 0x3c9a4e],
  ['shark', 0x77848f],
  ['taxi', 0xf5ce36],
  ['sunflower', 0xf2b92c],
  ['daisy', 0xf6f5f0],
  ['lavender', 0xb7a3e0],
  ['plum', 0x7a3e7d],
  ['pear', 0xb9c24a],
  ['grape', 0x6a3f8a],
])

export type SubjectKind =
  | 'fox'
  | 'dog'
  | 'wolf'
  | 'cat'
  | 'horse'
  | 'deer'
  | 'rabbit'
  | 'bear'
  | 'elephant'
  | 'bird'
  | 'owl'
  | 'fish'
  | 'whale'
  | 'butterfly'
  | 'dragon'
  | 'woman'
  | 'person'
  | 'couple'
  | 'astronaut'
  | 'knight'
  | 'robot'
  | 'sailboat'
  | 'ship'
  | 'balloon'
  | 'rocket'
  | 'train'
  | 'car'
  | 'bicycle'
  | 'house'
  | 'castle'
  | 'lighthouse'
  | 'windmill'
  | 'bridge'
  | 'tower'
  | 'church'
  | 'tree'
  | 'pine'
  | 'palm'
  | 'cherry'
  | 'flower'
  | 'cactus'
  | 'teapot'
  | 'cup'
  | 'lemon'
  | 'apple'
  | 'fruit'
  | 'vase'
  | 'umbrella'
  | 'planet'
  | 'peak'

/** Where a subject belongs. */
export type Place = 'ground' | 'water' | 'sky' | 'table' | 'space' | 'depth' | 'horizon'

interface SubjectFacts {
  readonly place: Place
  /** Share of the picture's shorter side, in percent, when it is the only one. */
  readonly size: number
  readonly color: number
}

const facts = (place: Place, size: number, color: number): SubjectFacts => ({ place, size, color })

export const SUBJECT_FACTS: Readonly<Record<SubjectKind, SubjectFacts>> = {
  fox: facts('ground', 40, 0xd9682b),
  dog: facts('ground', 38, 0xa9754a),
  wolf: facts('ground', 42, 0x7d8790),
  cat: facts('ground', 36, 0x4a4550),
  horse: facts('ground', 48, 0x7d4f31),
  deer: facts('ground', 48, 0x9a6a3f),
  rabbit: facts('ground', 30, 0xb8a48e),
  bear: facts('ground', 46, 0x5c4433),
  elephant: facts('ground', 54, 0x84898f),
  bird: facts('sky', 20, 0x2c3440),
  owl: facts('ground', 36, 0x8a6a48),
  fish: facts('depth', 30, 0xf08a3c),
  whale: facts('water', 54, 0x3d5a78),
  butterfly: facts('sky', 26, 0xe0842c),
  dragon: facts('sky', 56, 0x9c3b34),
  woman: facts('ground', 40, 0xb8475a),
  person: facts('ground', 40, 0x3f5f8a),
  couple: facts('ground', 42, 0x3f5f8a),
  astronaut: facts('ground', 46, 0xe9edf0),
  knight: facts('ground', 44, 0x9aa4ae),
  robot: facts('ground', 42, 0x8fa3b0),
  sailboat: facts('water', 34, 0xc9463a),
  ship: facts('water', 46, 0x8a3b34),
  balloon: facts('sky', 36, 0xd9483c),
  rocket: facts('sky', 56, 0xe8e6e0),
  train: facts('ground', 52, 0x8f2f2a),
  car: facts('ground', 34, 0xc7402f),
  bicycle: facts('ground', 34, 0x2f6f6a),
  house: facts('ground', 36, 0xb6533c),
  castle: facts('ground', 56, 0x9b9488),
  lighthouse: facts('ground', 60, 0xf2efe6),
  windmill: facts('ground', 54, 0xe6dcc6),
  bridge: facts('ground', 70, 0x8c7a68),
  tower: facts('ground', 60, 0xa4584a),
  church: facts('ground', 50, 0xd8cdb8),
  tree: facts('ground', 48, 0x4f8a3f),
  pine: facts('ground', 46, 0x2f6148),
  palm: facts('ground', 50, 0x3f8a4a),
  cherry: facts('ground', 50, 0xf2a9bf),
  flower: facts('ground', 22, 0xe0485a),
  cactus: facts('ground', 34, 0x3f8256),
  teapot: facts('table', 38, 0x3b6ea8),
  cup: facts('table', 26, 0xf0ece2),
  lemon: facts('table', 20, 0xf2cf3a),
  apple: facts('table', 20, 0xc9372f),
  fruit: facts('table', 20, 0xee8a2e),
  vase: facts('table', 46, 0x5a8aa0),
  umbrella: facts('ground', 42, 0xe0b22c),
  peak: facts('horizon', 60, 0x5f7fa8),
  planet: facts('space', 36, 0xd59a5c),
}
