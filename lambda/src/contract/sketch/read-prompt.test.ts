import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPrompt, type Scene } from './read-prompt.ts'
import { COLORS } from './vocabulary.ts'

const kinds = (scene: Scene) => scene.subjects.map(({ kind, count }) => (count === 1 ? kind : `${count} ${kind}`))

describe('the words of a prompt', () => {
  it.each([
    [
      'a red fox in a snowy forest at dusk',
      ['fox'],
      { setting: 'forest', time: 'dusk', weather: 'snow', season: 'winter' },
    ],
    ['three sailboats on a calm sea, sunset', ['3 sailboat'], { setting: 'sea', time: 'dusk', mood: 'calm' }],
    ['city skyline at night in the rain', [], { setting: 'city', time: 'night', weather: 'rain' }],
    ['a yellow lemon and a blue teapot on a table', ['lemon', 'teapot'], { setting: 'table' }],
    ['astronaut on the moon', ['astronaut'], { setting: 'space', time: 'night' }],
    ['whale under stormy waves', ['whale'], { setting: 'sea', weather: 'storm' }],
    [
      'cherry blossom tree beside a lake, spring morning',
      ['cherry'],
      { setting: 'lake', season: 'spring', time: 'dawn' },
    ],
    ['an old windmill in a field of tulips', ['windmill', '24 flower'], { setting: 'meadow' }],
    ['hot air balloons over mountains at dawn', ['3 balloon'], { setting: 'mountains', time: 'dawn' }],
    ['two wolves in a foggy valley', ['2 wolf'], { setting: 'mountains', weather: 'fog' }],
    ['a flock of birds over the desert', ['6 bird'], { setting: 'desert' }],
    ['an elephant, golden hour', ['elephant'], { time: 'golden' }],
    ['a rocket', ['rocket'], { setting: 'space' }],
    ['a ship in the mountains', ['ship'], { setting: 'lake' }],
    ['underwater fish and corals', ['6 fish'], { setting: 'underwater' }],
    ['a train crossing a bridge in autumn', ['train', 'bridge'], { setting: 'lake', season: 'autumn' }],
    ['a fish in a pond', ['fish'], { setting: 'lake' }],
    ['a desert with cacti and a big moon', ['3 cactus'], { setting: 'desert', time: 'night' }],
    ['dragon over a village', ['dragon', '3 house'], { setting: 'meadow' }],
    ['geese over a lake at dusk', ['3 bird'], { setting: 'lake', time: 'dusk' }],
    ['butterflies, summer', ['6 butterfly'], { setting: 'meadow', season: 'summer' }],
    ['a deer in the forest in July', ['deer'], { setting: 'forest', season: 'summer' }],
    ['a bicycle in the city, rainy evening', ['bicycle'], { setting: 'city', time: 'dusk', weather: 'rain' }],
    ['an apple and a vase', ['apple', 'vase'], { setting: 'table', time: 'day', weather: 'clear' }],
    ['a happy robot', ['robot'], { setting: 'city', mood: 'bright' }],
    ['an epic volcano, overcast', [], { setting: 'mountains', weather: 'cloudy', mood: 'dramatic' }],
    ['a rainbow over a farm', [], { setting: 'meadow', weather: 'rainbow' }],
    ['a robot on the moon', ['robot'], { setting: 'space', time: 'night' }],
    ['a vase of flowers', ['vase'], { setting: 'table' }],
    ['Mount Fuji', ['peak'], { setting: 'lake' }],
    ['富士山', ['peak'], { setting: 'lake' }],
    ['夜の森と猫', ['cat'], { setting: 'forest', time: 'night' }],
    ['城市里的狗', ['dog'], { setting: 'city' }],
    ['eine Katze im Wald bei Nacht', ['cat'], { setting: 'forest', time: 'night' }],
    ['un chien dans la FORÊT, la nuit', ['dog'], { setting: 'forest', time: 'night' }],
    ['un pájaro y una casa, montaña', ['bird', 'house'], { setting: 'mountains' }],
    ['кошка ночью в лесу', ['cat'], { setting: 'forest', time: 'night' }],
    ['Цветы и Дом у моря', ['24 flower', 'house'], {}],
    ['abstract geometry, teal and gold', [], { setting: 'abstract', colors: [COLORS.teal, COLORS.gold] }],
    ['a gloomy castle', ['castle'], { mood: 'dark' }],
  ])('of %j name its scene', (prompt, subjects, facts) => {
    const scene = readPrompt(prompt)
    expect(kinds(scene)).toEqual(subjects)
    expect(scene).toMatchObject(facts)
  })

  it('bind a color to the thing that follows', () => {
    const { subjects, colors } = readPrompt('a red fox and a blue bird under a green sky')
    expect(subjects.map(({ color }) => color)).toEqual([COLORS.red, COLORS.blue])
    expect(colors).toEqual([COLORS.green])
  })

  it('color whoever wears the colored garment', () => {
    expect(readPrompt('a girl in a green dress by a lake')).toMatchObject({
      subjects: [{ kind: 'woman', color: COLORS.green }],
      colors: [],
    })
  })

  it('that are a color and a thing are the one before a thing, the other elsewhere', () => {
    expect(readPrompt('a lemon cup').subjects).toMatchObject([{ kind: 'cup', color: COLORS.lemon }])
    expect(readPrompt('a cup and a lemon').subjects.map(({ kind }) => kind)).toEqual(['cup', 'lemon'])
  })

  it('name at most so many subjects that they stay a picture', () => {
    expect(readPrompt('a fox, a dog, a cat, a bear, an owl and a horse').subjects).toHaveLength(4)
    expect(readPrompt('foxes and a fox and foxes').subjects).toHaveLength(1)
  })

  it('that are all unknown make a scene all the same, always the same one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (prompt) => {
        expect(readPrompt(prompt)).toEqual(readPrompt(prompt))
      }),
    )
  })
})
