/** What a few common words of other languages mean here, as an English word that the vocabulary knows. */
const MEANINGS: Readonly<Record<string, string>> = {
  sea: 'meer mer mar océano море',
  mountain: 'berg berge gebirge montagne montaña montana гора горы',
  cat: 'katze chat gato кот кошка',
  dog: 'hund chien perro собака пёс',
  forest: 'wald forêt foret bosque лес лесу',
  city: 'stadt ville ciudad город',
  night: 'nacht nuit noche ночь ночью',
  flower: 'blume fleur flor цветок',
  flowers: 'blumen flores цветы',
  house: 'haus maison casa дом',
  bird: 'vogel oiseau pájaro pajaro птица',
  fish: 'fisch poisson pez рыба',
  moon: 'mond lune luna луна',
  sunny: 'sonne soleil sol солнце',
}

const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.entries(MEANINGS).flatMap(([english, words]) =>
    words.split(' ').map((word): [string, string] => [word, english]),
  ),
)

/** Chinese and Japanese put no spaces between words: these are looked for inside the text, the long ones first. */
const UNSPACED: readonly (readonly [string, string])[] = [
  ['富士山', 'fuji'],
  ['森林', 'forest'],
  ['城市', 'city'],
  ['都市', 'city'],
  ['房子', 'house'],
  ['月亮', 'moon'],
  ['太陽', 'sunny'],
  ['太阳', 'sunny'],
  ['海', 'sea'],
  ['山', 'mountain'],
  ['猫', 'cat'],
  ['貓', 'cat'],
  ['犬', 'dog'],
  ['狗', 'dog'],
  ['森', 'forest'],
  ['街', 'city'],
  ['夜', 'night'],
  ['花', 'flower'],
  ['家', 'house'],
  ['鳥', 'bird'],
  ['鸟', 'bird'],
  ['魚', 'fish'],
  ['鱼', 'fish'],
  ['月', 'moon'],
]

/** The words of a text in lower case, in its order; those of other languages that are known, in English. */
export function englishWords(text: string): string[] {
  const spaced = UNSPACED.reduce((known, [word, english]) => known.replaceAll(word, ` ${english} `), text)
  const words =
    spaced
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  return words.map((word) => ENGLISH.get(word) ?? word)
}
