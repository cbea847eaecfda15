import type { Stage } from './backdrop.ts'
import { type Color, darker, lighter, mix } from './color.ts'
import type { Tone } from './drawing.ts'
import { DRAWINGS } from './drawings.ts'
import { ellipse, type Placement, place } from './geometry.ts'
import type { Subject } from './read-prompt.ts'
import type { Layer, Shape } from './shape.ts'
import { SUBJECT_FACTS, type SubjectKind } from './subjects.ts'

/** The shapes of the scene's subjects, the far ones first. */
export function drawSubjects(stage: Stage): Shape[] {
  const placed = stage.scene.subjects.flatMap((subject, index) => placeSubject(stage, subject, index))
  return placed.sort((one, other) => one.placement.y - other.placement.y).flatMap((each) => drawOne(stage, each))
}

interface PlacedSubject {
  readonly kind: SubjectKind
  readonly color: Color
  readonly placement: Placement
  readonly isMain: boolean
}

/** More copies than this fill the ground in place of standing in a row. */
const MANY = 6

/** Shares of the width for the first, second, ... subject: the first a little off the middle, the others beside it. */
const COLUMNS = [46, 74, 22, 88] as const

function placeSubject(stage: Stage, subject: Subject, index: number): PlacedSubject[] {
  const { width, height, random } = stage
  const { kind, count } = subject
  const facts = SUBJECT_FACTS[kind]
  const unit = Math.min(width, Math.floor((height * 5) / 4))
  const share = Math.floor((facts.size * (index === 0 ? 100 : 76)) / 100)
  const crowd = [100, 100, 80, 68, 58, 52, 48][count] ?? 62
  const color = subject.color ?? facts.color
  const mirrored = random.chance(50)
  return Array.from({ length: count }, (_, copy) => {
    const size = Math.floor((unit * share * crowd * random.between(count > 1 ? 84 : 100, 104)) / 1_000_000)
    const column =
      count === 1
        ? (COLUMNS[index] ?? 60) + random.between(-4, 4)
        : Math.floor(((copy * 2 + 1) * 88) / (count * 2)) + 6 + random.between(-3, 3)
    const lift = count > MANY ? random.between(-9, 8) : count > 1 ? (copy % 2) * 5 + random.between(0, 3) : 0
    const placement = {
      x: Math.floor((width * column) / 100),
      y: footOf(stage, { kind, size, lift, index }),
      size,
      mirrored: isSymmetric(kind) ? false : mirrored,
    }
    return { kind, color, placement, isMain: index === 0 }
  })
}

function isSymmetric(kind: SubjectKind): boolean {
  return kind === 'lighthouse' || kind === 'castle' || kind === 'bridge' || kind === 'rocket'
}

interface Foot {
  readonly kind: SubjectKind
  readonly size: number
  readonly lift: number
  readonly index: number
}

/** Where a subject stands, swims or flies. */
function footOf({ height, horizon, scene, random }: Stage, { kind, size, lift, index }: Foot): number {
  const depth = height - horizon
  const place = SUBJECT_FACTS[kind].place
  const isWet = scene.setting === 'sea' || scene.setting === 'lake'
  const up = Math.floor((depth * lift) / 24)
  if (scene.setting === 'underwater' && place !== 'ground')
    return Math.floor((height * random.between(34, 74)) / 100) + Math.floor(size / 3)
  switch (place) {
    case 'sky':
    case 'space':
      return (
        Math.min(
          Math.floor((horizon * random.between(58, 84)) / 100) + Math.floor(size / 5),
          Math.floor((height * 88) / 100),
        ) - up
      )
    case 'depth':
    case 'water':
      return horizon + Math.floor((depth * random.between(index === 0 ? 34 : 22, index === 0 ? 50 : 36)) / 100) + up
    case 'table':
      return horizon + Math.floor((depth * random.between(46, 66)) / 100) - up
    case 'ground':
      return isWet
        ? Math.floor((height * random.between(93, 96)) / 100)
        : horizon + Math.floor((depth * random.between(index === 0 ? 52 : 26, index === 0 ? 66 : 46)) / 100) - up
  }
}

function drawOne(stage: Stage, { kind, color, placement }: PlacedSubject): Shape[] {
  const { palette, scene } = stage
  const layer: Layer = 'subject'
  const tones = toneColors(stage, kind, color)
  const parts = DRAWINGS[kind].map(
    ({ tone, points }): Shape => ({ layer, color: tones[tone], points: place(points, placement) }),
  )
  return [...groundShadow(stage, kind, placement), ...parts, ...reflection()]

  function reflection(): Shape[] {
    if (SUBJECT_FACTS[kind].place !== 'water' || scene.setting === 'underwater') return []
    const { x, y, size } = placement
    return [0, 1, 2].map((line): Shape => {
      const half = Math.floor((size * (46 - line * 11)) / 100)
      const at = y + Math.floor((size * (line * 5)) / 100)
      const thick = Math.max(2, Math.floor(size / 70))
      return {
        layer: 'water',
        color: line === 0 ? lighter(palette.water, 46) : mix(palette.water, color, 34),
        points: [x - half, at, x, at - thick, x + half, at, x, at + thick],
      }
    })
  }
}

function groundShadow({ palette }: Stage, kind: SubjectKind, { x, y, size }: Placement): Shape[] {
  const place = SUBJECT_FACTS[kind].place
  if ((place !== 'ground' && place !== 'table') || kind === 'bridge') return []
  const color = darker(palette.ground, 24)
  return [
    {
      layer: 'detail',
      color,
      points: ellipse(
        { x: x + Math.floor(size / 14), y, rx: Math.floor((size * 44) / 100), ry: Math.max(3, Math.floor(size / 24)) },
        24,
      ),
    },
  ]
}

function toneColors({ palette, scene }: Stage, kind: SubjectKind, base: Color): Readonly<Record<Tone, Color>> {
  const isDark = scene.time === 'night'
  const lit = (tone: Color) => mix(tone, palette.light, Math.floor(palette.lightPercent / 2))
  const foliage = ['tree', 'pine'].includes(kind) && base === SUBJECT_FACTS[kind].color ? palette.foliage : base
  return {
    base: lit(foliage),
    dark: lit(darker(foliage, 30)),
    light: lit(lighter(foliage, 36)),
    ink: lit(0x23252d),
    white: lit(0xf7f4ea),
    warm: lit(kind === 'couple' ? 0xb8475a : kind === 'cup' ? 0xd98a4e : 0xd9543c),
    wood: lit(0x7a5538),
    leaf: lit(0x4f8f4a),
    skin: lit(0xd9a47e),
    glass: isDark || scene.time === 'dusk' ? 0xffd87c : lit(0xbfdcea),
  }
}
