import { createHash } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { ASPECT_RATIOS } from '../aspect-ratios.ts'
import { drawSketch, SKETCH_STYLES, type SketchStyle, sketchSize } from './draw-sketch.ts'
import { DRAWINGS } from './drawings.ts'

const draw = (style: SketchStyle, prompt: string, seed = 0, ratio = '1:1') =>
  drawSketch({ style, prompt, seed, ...sketchSize(ratio) })

/** The first 16 digits of SHA-256. Changed on purpose only: a new one is a new picture for everybody. */
const KNOWN: Readonly<Record<SketchStyle, string>> = {
  poster: 'a2a0c600f4bfba5a',
  watercolour: '1ad2fd838e5c6f97',
  linework: '5f95217450b558cc',
  pixel: '99dabfa790d741e2',
}

const ELEMENTS = ['svg', 'rect', 'path', 'defs', 'linearGradient', 'stop']
const ATTRIBUTES = [
  ...['xmlns', 'width', 'height', 'viewBox', 'shape-rendering', 'x', 'y', 'd', 'fill', 'fill-opacity', 'fill-rule'],
  ...[
    'stroke',
    'stroke-width',
    'stroke-opacity',
    'stroke-linejoin',
    'id',
    'x1',
    'x2',
    'y1',
    'y2',
    'offset',
    'stop-color',
  ],
]

describe.each(SKETCH_STYLES)('a sketch in the style %s', (style) => {
  it('is the same for the same prompt, seed and size, in every run', () => {
    const hash = createHash('sha256')
      .update(draw(style, 'a red fox in a snowy forest at dusk', 7))
      .digest('hex')
    expect(hash.slice(0, 16)).toBe(KNOWN[style])
  })

  it('is another one for another seed or prompt', () => {
    const first = draw(style, 'a castle by a lake')
    expect(draw(style, 'a castle by a lake', 1)).not.toBe(first)
    expect(draw(style, 'a castle by the lake')).not.toBe(first)
  })

  it.each(ASPECT_RATIOS)('has the ratio %s', async (ratio) => {
    const [across = 0, down = 0] = ratio.split(':').map(Number)
    const { width, height } = await sharp(Buffer.from(draw(style, 'hills', 0, ratio))).metadata()
    expect(Math.abs(width / height - across / down)).toBeLessThan(0.02)
    expect(width * height).toBeGreaterThan(900_000)
  })

  it('shows the color that the prompt names', async () => {
    const redness = async (prompt: string) => {
      const { channels } = await sharp(Buffer.from(draw(style, prompt, 3))).stats()
      return (channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 0)
    }
    expect(await redness('a red balloon')).toBeGreaterThan(await redness('a blue balloon'))
  })

  it.each([
    ['a field of tulips', 'a field of tulips'],
    ['four subjects', 'three houses, two trees, five birds and a castle'],
    ['a city', 'city skyline at night in the rain'],
    ['no forms but the setting', ''],
    ['a thousand letters', 'x'.repeat(1000)],
    ['one word, over and over', 'fox '.repeat(250)],
  ])('of %s stays small enough to be sent', (_, prompt) => {
    for (const ratio of ASPECT_RATIOS) expect(draw(style, prompt, 1, ratio).length).toBeLessThan(300_000)
  })

  it('has no coordinate that is not a whole number', () => {
    const svg = draw(style, 'a whale under stormy waves')
    const paths = Array.from(svg.matchAll(/ d="([^"]*)"/g), (match) => match[1] ?? '')
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((path) => !/^[MLHVZhlmqtvz\d -]+$/.test(path))).toEqual([])
  })

  it('is made of harmless parts and finite numbers, whatever the prompt holds', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1000 }),
      fc.constantFrom(
        '"><script>alert(1)</script>',
        '</svg><image href="x"/>',
        'a fox\u0000\ud800',
        '富士山',
        '🦊 лес',
        '',
      ),
    )
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 2_147_483_646 }), (prompt, seed) => {
        const svg = draw(style, prompt, seed)
        const used = (pattern: RegExp) => new Set(Array.from(svg.matchAll(pattern), (match) => match[1]))
        expect([...used(/<([a-zA-Z]+)/g)].filter((name) => !ELEMENTS.includes(name ?? ''))).toEqual([])
        expect([...used(/ ([a-zA-Z0-9-]+)="/g)].filter((name) => !ATTRIBUTES.includes(name ?? ''))).toEqual([])
        expect(svg).not.toMatch(/NaN|undefined|Infinity|script|href/)
        expect(svg.length).toBeLessThan(300_000)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the styles', () => {
  it('are four different pictures of one prompt', () => {
    expect(new Set(SKETCH_STYLES.map((style) => draw(style, 'a fox'))).size).toBe(4)
  })
})

describe('the drawings', () => {
  it('stand in their box, with a little room for smoke and flags', () => {
    for (const [kind, parts] of Object.entries(DRAWINGS)) {
      const points = parts.flatMap((part) => part.points)
      expect(Math.min(...points), kind).toBeGreaterThanOrEqual(-40)
      expect(Math.max(...points), kind).toBeLessThanOrEqual(140)
    }
  })
})
