import { brightness, type Color, darker, lighter, mix } from './color.ts'
import type { Tone } from './drawing.ts'
import { DRAWINGS } from './drawings.ts'
import { ellipse, type Placement, place, share } from './geometry.ts'
import type { Palette } from './palette.ts'
import { type PlacedSubject, placeSubjects } from './place-subjects.ts'
import type { Shape } from './shape.ts'
import { type Stage, shape } from './stage.ts'
import { type Place, SUBJECT_FACTS, type SubjectKind } from './subjects.ts'

/** The shapes of the scene's subjects, the far ones first. */
export function drawSubjects(stage: Stage): Shape[] {
  return placeSubjects(stage).flatMap((placed) => drawSubject(stage, placed))
}

function drawSubject(stage: Stage, { subject, placement, isRaised }: PlacedSubject): Shape[] {
  const { kind } = subject
  const color = subject.color ?? SUBJECT_FACTS[kind].color
  const tones = tonesOf(stage, kind, color)
  const parts = DRAWINGS[kind].map(({ tone, points }) => shape('subject', tones[tone], place(points, placement)))
  switch (SUBJECT_FACTS[kind].place) {
    case 'ground':
    case 'table':
      return kind === 'bridge' || isRaised === true ? parts : [drawShadow(stage, placement), ...parts]
    case 'water':
      return stage.scene.setting === 'underwater' ? parts : [...parts, ...drawReflection(stage, color, placement)]
    default:
      return parts
  }
}

function drawShadow({ palette }: Stage, { x, y, size }: Placement): Shape {
  const round = { x: x + Math.floor(size / 14), y, rx: share(size, 44), ry: Math.max(3, Math.floor(size / 24)) }
  return shape('detail', darker(palette.ground, 24), ellipse(round, 24))
}

/** Foam at the waterline, and two lines of the subject's color below it. */
function drawReflection({ palette }: Stage, color: Color, { x, y, size }: Placement): Shape[] {
  const thickness = Math.max(2, Math.floor(size / 70))
  return [lighter(palette.water, 46), mix(palette.water, color, 34), mix(palette.water, color, 34)].map(
    (tone, line) => {
      const half = share(size, 46 - line * 11)
      const at = y + share(size, line * 5)
      return shape('water', tone, [x - half, at, x, at - thickness, x + half, at, x, at + thickness])
    },
  )
}

/** What "warm" is for the kinds that mean something of their own by it. */
const WARM: Partial<Record<SubjectKind, Color>> = { couple: 0xb8475a, cup: 0xd98a4e }

const MOONLIGHT: Color = 0xdfe8ff
/** Two tones closer than this in brightness (0 to 255) run into one another. */
const LEAST_CONTRAST = 44
/** More by night, whose own light then takes some of it away. */
const LEAST_CONTRAST_BY_NIGHT = 48

/** What a subject is seen before, unless that is the sky. */
function groundOf({ ground, water }: Palette, place: Place): Color | undefined {
  if (place === 'water') return water
  return place === 'ground' || place === 'table' ? ground : undefined
}

/** A color that can be told from what it is seen before: lighter if it is the lighter one already and has room, else darker. */
function standOut(color: Color, behind: Color, contrast: number): Color {
  const [own, other] = [brightness(color), brightness(behind)]
  if (Math.abs(own - other) >= contrast) return color
  const isLighter = own >= other ? other + contrast <= 220 : other - contrast < 18
  return isLighter
    ? mix(color, MOONLIGHT, shareOf(other + contrast - own, 230 - own))
    : darker(color, shareOf(own - other + contrast, own - 16))
}

/** How many percent a length is of a whole, at most 100. */
function shareOf(length: number, whole: number): number {
  return Math.min(100, Math.floor((length * 100) / Math.max(1, whole)))
}

function tonesOf({ palette, scene }: Stage, kind: SubjectKind, named: Color): Readonly<Record<Tone, Color>> {
  const lit = (tone: Color) => mix(tone, palette.light, share(palette.lightPercent, 50))
  const isPlainTree = (kind === 'tree' || kind === 'pine') && named === SUBJECT_FACTS[kind].color
  const moonlit = scene.time === 'night' ? mix(named, MOONLIGHT, 16) : named
  const contrast = scene.time === 'night' ? LEAST_CONTRAST_BY_NIGHT : LEAST_CONTRAST
  const behind = groundOf(palette, SUBJECT_FACTS[kind].place)
  const seen = behind === undefined ? moonlit : standOut(moonlit, behind, contrast)
  const base = isPlainTree ? palette.foliage : seen
  const hasLamps = scene.time === 'night' || scene.time === 'dusk' || scene.weather === 'storm'
  return {
    base: lit(base),
    dark: lit(darker(base, 30)),
    light: lit(lighter(base, 36)),
    ink: lit(0x23252d),
    white: lit(0xf7f4ea),
    warm: lit(WARM[kind] ?? 0xd9543c),
    wood: lit(0x7a5538),
    leaf: lit(0x4f8f4a),
    skin: lit(0xd9a47e),
    glass: hasLamps ? 0xffd87c : lit(0xbfdcea),
  }
}
