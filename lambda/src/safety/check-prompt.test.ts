import { describe, expect, it } from 'vitest'
import { createPromptCheck } from './check-prompt.ts'

const check = createPromptCheck()

const HARMLESS = [
  'a blood orange cut in half on a marble table',
  'the town hall of Scunthorpe in the rain',
  'the cockpit of a biplane, brass instruments',
  'ramen with shiitake mushrooms',
  'Moby-Dick, the white whale, breaching',
  'Charles Dickens at his desk by candlelight',
  'an assassin in a hood on a rooftop',
  'a bass guitar leaning on an amplifier',
  'a cocktail with a paper umbrella',
  'the coast of Essex at low tide',
  'Sussex downs and Middlesex fields',
  'a peacock spreading its tail',
  'a titmouse on a snowy branch',
  'Dick Van Dyke dancing on a roof',
  'pussy willow branches in a vase',
  'a pussycat asleep in a basket',
  'a blue-footed booby on a rock',
  'a dyke in the Netherlands at sunrise',
  'a wild ass in the Gobi desert',
  'a fagot of firewood beside a hut',
  'a cock crowing on a fence at dawn',
  'the market hall of Penistone',
  'a tit bird feeding its young',
  'a chateau in the Loire valley',
  'whatever the sea brings, still life',
  'a naked mole rat in its burrow',
  'a girl drawing a naked mole-rat in a zoo',
  'stars seen with the naked eye above a boy and his dog',
  'nude study in charcoal of an old man',
  'a marble statue of a nude Venus',
  'a robin with a red breast in the snow',
  'grilled chicken breast with lemon',
  'a child flying a kite on a hill',
  'boys playing football in a street in Naples',
  'girls in traditional dress dancing around a maypole',
  'a mother and her baby in a rocking chair',
  'a minor chord as an abstract painting',
  'a school class photo from 1920',
  'prickly pear cactus in bloom',
  'Camille Pissarro painting in an orchard',
  'a field of rapeseed, bright yellow',
  'grapes on a silver plate',
  'a sextant and a sea chart',
  'the therapist and the analyst, comic strip',
  'an analog clock made of flowers',
  'the canal of Amsterdam, banal and beautiful',
  'Uranus and its rings',
  'Janus, the god with two faces',
  'Hancock tower in the fog',
  'a woodcock in autumn leaves',
  'a shuttlecock in the air',
  'Matsushita radio, product photo',
  'a bastard sword on velvet',
  'bushido, the way of the warrior',
  'a Swanky hotel lobby, art deco',
  'Montenegro, the bay of Kotor',
  'a potential diagram on a blackboard',
  'scattered leaves on a pond',
  'the Basement of a castle',
  'class of 1985, yearbook style',
  'a classic assembly line, robots',
  'title page of an old book',
  'constitution hall, watercolour',
  'a hooker scale model of a fishing boat',
  'seamen on a deck in a storm',
  'Sunday, Saturday, a calendar page',
  'a spanking new red bicycle',
  'a specialist in cumulus clouds',
  'a document with a circumflex',
  'a young woman in a long coat, 25 years old',
  'lingerie shop window in Paris, 1930s poster',
  'sensual curves of a dune at dusk',
  'a sexy sports car, studio light',
]

const BLOCKED = [
  ['what the fuck', 'words'],
  ['FUCK in big letters', 'words'],
  ['f u c k written on a wall', 'words'],
  ['f.u.c.k written on a wall', 'words'],
  ['fuuuuck', 'words'],
  ['ｆｕｃｋ', 'words'],
  ['sh1t on a plate', 'words'],
  ['a pile of shit', 'words'],
  ['blowjob', 'words'],
  ['two people having sex', 'words'],
  ['porn', 'words'],
  ['p0rn scene', 'words'],
  ['a big c0ck', 'words'],
  ['close-up of a vagina', 'words'],
  ['a pipe bomb diagram', 'words'],
  ['a nude teenage girl', 'minors'],
  ['child naked in bath', 'minors'],
  ['naked k i d s', 'minors'],
  ['a n u d e girl', 'minors'],
  ['sexy schoolgirl', 'minors'],
  ['nude, 15 years old', 'minors'],
  ['a fifteen-year-old, topless', 'minors'],
  ['a 12yo undressed', 'minors'],
  ['NAKED CH1LDREN', 'minors'],
] as const

describe('the check of words', () => {
  it.each(HARMLESS)('lets pass: %s', (text) => {
    expect(check(text)).toEqual({ status: 'allowed' })
  })

  it.each(BLOCKED)('stops: %s', (text, rule) => {
    expect(check(text)).toEqual({ status: 'blocked', rule })
  })

  it.each([
    ['a '.repeat(2000), 'allowed'],
    ['a.'.repeat(2000), 'allowed'],
    ['f u '.repeat(1000), 'allowed'],
    ['1 year '.repeat(600), 'allowed'],
    ['nude '.repeat(800), 'allowed'],
  ])('ends in good time for a hostile text (%#)', { timeout: 500 }, (text, status) => {
    expect(check(text).status).toBe(status)
  })
})
