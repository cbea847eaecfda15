import { type Placement, share } from './geometry.ts'
import type { Subject } from './read-prompt.ts'
import type { Stage } from './stage.ts'
import { SUBJECT_FACTS, type SubjectKind } from './subjects.ts'

/** Where and how large a subject is drawn, once for each of its copies. */
export interface PlacedSubject {
  readonly subject: Subject
  readonly placement: Placement
}

/** More copies than this fill the ground in place of standing in a row. */
const MANY = 6
/** Percent of their size that two, three, ... copies have. */
const CROWDED = [100, 100, 80, 68, 58, 52, 48] as const
/** Percent of the width for the first, second, ... subject: the first a little off the middle, the others beside it. */
const COLUMNS = [46, 74, 22, 88] as const
/** Drawings whose light or balance would look wrong the other way round. */
const UPRIGHT: readonly SubjectKind[] = ['lighthouse', 'castle', 'bridge', 'rocket']

/** Places the scene's subjects, the far ones first. */
export function placeSubjects(stage: Stage): PlacedSubject[] {
  const placed = stage.scene.subjects.flatMap((subject, index) => placeCopies(stage, subject, index))
  return placed.sort((one, other) => one.placement.y - other.placement.y)
}

function placeCopies(stage: Stage, subject: Subject, index: number): PlacedSubject[] {
  const { width, height, random } = stage
  const { kind, count } = subject
  const whole = share(Math.min(width, share(height, 125)), SUBJECT_FACTS[kind].size)
  const single = share(share(whole, index === 0 ? 100 : 76), CROWDED[count] ?? 62)
  const mirrored = random.chance(50) && !UPRIGHT.includes(kind)
  return Array.from({ length: count }, (_, copy) => {
    const size = share(single, random.between(count > 1 ? 84 : 100, 104))
    const x = share(width, columnOf(stage, { index, copy, count }))
    const lift = share(stage.height - stage.horizon, liftOf(stage, copy, count))
    const y = keepOnGround(stage, kind, footOf(stage, { kind, size, isFirst: index === 0 }) - lift)
    return { subject, placement: { x, y, size, mirrored } }
  })
}

interface Column {
  readonly index: number
  readonly copy: number
  readonly count: number
}

function columnOf({ random }: Stage, { index, copy, count }: Column): number {
  if (count === 1) return (COLUMNS[index] ?? 60) + random.between(-4, 4)
  return Math.floor(((copy * 2 + 1) * 88) / (count * 2)) + 6 + random.between(-3, 3)
}

/** How much higher a copy stands than the first, in percent of the ground: copies are never in one line. */
function liftOf({ random }: Stage, copy: number, count: number): number {
  if (count > MANY) return random.between(-38, 34)
  return count === 1 ? 0 : (copy % 2) * 20 + random.between(0, 12)
}

/** What floats or stands stays below the horizon, however many copies there are. */
function keepOnGround({ height, horizon }: Stage, kind: SubjectKind, y: number): number {
  const { place } = SUBJECT_FACTS[kind]
  return place === 'sky' || place === 'space' || place === 'depth'
    ? y
    : Math.max(y, horizon + share(height - horizon, 9))
}

interface Foot {
  readonly kind: SubjectKind
  readonly size: number
  readonly isFirst: boolean
}

/** Where a subject stands, swims or flies: the y of its foot. */
function footOf({ height, horizon, scene, random }: Stage, { kind, size, isFirst }: Foot): number {
  const depth = height - horizon
  const { place } = SUBJECT_FACTS[kind]
  if (scene.setting === 'underwater' && place !== 'ground')
    return share(height, random.between(34, 74)) + share(size, 33)
  switch (place) {
    case 'sky':
    case 'space':
      // Never so high that its head is cut off.
      return Math.max(
        share(size, 106),
        Math.min(share(horizon, random.between(58, 84)) + share(size, 20), share(height, 88)),
      )
    case 'depth':
    case 'water':
      return horizon + share(depth, isFirst ? random.between(34, 50) : random.between(22, 36))
    case 'table':
      return horizon + share(depth, random.between(46, 66))
    case 'ground':
      if (scene.setting === 'sea' || scene.setting === 'lake') return share(height, random.between(93, 96))
      return horizon + share(depth, isFirst ? random.between(52, 66) : random.between(26, 46))
  }
}
