import { type Placement, share } from './geometry.ts'
import type { Subject } from './read-prompt.ts'
import type { Stage } from './stage.ts'
import { SUBJECT_FACTS, type SubjectKind } from './subjects.ts'

/** Where and how large a subject is drawn, once for each of its copies. */
export interface PlacedSubject {
  readonly subject: Subject
  readonly placement: Placement
  /** It stands on something else than the ground, and casts no shadow there. */
  readonly isRaised?: boolean
}

/** More copies than this fill the ground in place of standing in a row. */
const MANY = 6
const FIELD_COLUMNS = 6
/** Percent of their size that two, three, ... copies have. */
const CROWDED = [100, 100, 80, 68, 58, 52, 48] as const
/** Percent of the width for the first, second, ... subject: the first a little off the middle, the others beside it. */
const COLUMNS = [46, 74, 22, 88] as const
const DRIVERS: readonly SubjectKind[] = ['train', 'car', 'bicycle']
/** Drawings whose light or balance would look wrong the other way round. */
const UPRIGHT: readonly SubjectKind[] = ['lighthouse', 'castle', 'bridge', 'rocket']

/** Places the scene's subjects, the far ones first. */
export function placeSubjects(stage: Stage): PlacedSubject[] {
  const placed = stage.scene.subjects.flatMap((subject, index) => placeCopies(stage, subject, index))
  const ordered = placed.sort((one, other) => one.placement.y - other.placement.y)
  const bridge = ordered.find(({ subject }) => subject.kind === 'bridge')
  return bridge === undefined ? ordered : placeOnBridge(stage, ordered, bridge)
}

/** The height of the bridge's deck in its drawing, from its foot, in percent of its size. */
const DECK = 26
/** The length of its deck in percent of its size. */
const SPAN = 160

/** The bridge in as many spans as reach from one side of the picture to the other, and on its deck whatever drives. */
function placeOnBridge({ width, height, horizon }: Stage, placed: PlacedSubject[], bridge: PlacedSubject) {
  const { subject, placement } = bridge
  const size = share(horizon, 116)
  const foot = horizon + share(height - horizon, 46)
  const span = share(size, SPAN)
  const sides = Math.max(0, Math.ceil((width - span) / (2 * span)))
  const spans = Array.from({ length: 1 + 2 * sides }, (_, index): PlacedSubject => {
    const x = Math.floor(width / 2) + (index - sides) * span
    return { subject, placement: { ...placement, x, y: foot, size } }
  })
  const isDriver = (each: PlacedSubject) => DRIVERS.includes(each.subject.kind)
  const drivers = placed.filter(isDriver)
  const driving = drivers.map((driver, index): PlacedSubject => {
    const x = share(width, Math.floor(((index * 2 + 1) * 100) / (drivers.length * 2)))
    const raised = { ...driver.placement, x, y: foot - share(size, DECK), size: share(size, 40) }
    return { subject: driver.subject, placement: raised, isRaised: true }
  })
  return [...spans, ...driving, ...placed.filter((each) => each.subject !== subject && !isDriver(each))]
}

function placeCopies(stage: Stage, subject: Subject, index: number): PlacedSubject[] {
  const { width, height, random } = stage
  const { kind, count } = subject
  const whole = share(Math.min(width, share(height, 125)), SUBJECT_FACTS[kind].size)
  const single = share(share(whole, index === 0 ? 100 : 76), CROWDED[count] ?? 62)
  const mirrored = random.chance(50) && !UPRIGHT.includes(kind)
  if (count > MANY) return placeField(stage, { subject, size: single, mirrored })
  return Array.from({ length: count }, (_, copy) => {
    const size = share(single, random.between(count > 1 ? 84 : 100, 104))
    const x = share(width, columnOf(stage, { index, copy, count }))
    const lift = share(stage.height - stage.horizon, liftOf(stage, copy, count))
    const y = keepOnGround(stage, kind, footOf(stage, { kind, size, isFirst: index === 0, isCrowd: count > 3 }) - lift)
    return { subject, placement: { x, y, size, mirrored } }
  })
}

interface Field {
  readonly subject: Subject
  readonly size: number
  readonly mirrored: boolean
}

/** Rows from far to near, each lower, larger and half a step beside the one behind it. */
function placeField({ width, height, horizon, random }: Stage, { subject, size, mirrored }: Field): PlacedSubject[] {
  const depth = height - horizon
  const rows = Math.floor(subject.count / FIELD_COLUMNS)
  return Array.from({ length: rows * FIELD_COLUMNS }, (_, copy) => {
    const row = Math.floor(copy / FIELD_COLUMNS)
    const step = Math.floor(width / FIELD_COLUMNS)
    const offset = row % 2 === 0 ? Math.floor(step / 4) : Math.floor((step * 3) / 4)
    const x = (copy % FIELD_COLUMNS) * step + offset + random.between(-share(step, 22), share(step, 22))
    // Steps that grow with the square of the row, as they do in perspective.
    const nearness = Math.floor(((row + 1) * (row + 1) * 92) / (rows * rows))
    const y = horizon + share(depth, 8 + nearness + random.between(-3, 3))
    return {
      subject,
      placement: { x, y, size: share(size, 46 + nearness + random.between(-6, 6)), mirrored },
    }
  })
}

interface Column {
  readonly index: number
  readonly copy: number
  readonly count: number
}

function columnOf({ random }: Stage, { index, copy, count }: Column): number {
  if (count === 1) return (COLUMNS[index] ?? 60) + random.between(-4, 4)
  const column = Math.floor(((copy * 2 + 1) * 88) / (count * 2)) + 6 + random.between(-3, 3)
  if (index === 0 || column < 32 || column > 68) return column
  return column + (column < 50 ? -20 : 20) // beside the first subject, not behind it
}

/** How much higher a copy stands than the first, in percent of the ground: copies are never in one line. */
function liftOf({ random }: Stage, copy: number, count: number): number {
  return count === 1 ? 0 : (copy % 2) * 20 + random.between(0, 12)
}

/** What floats or stands stays below the horizon, however many copies there are. */
function keepOnGround({ height, horizon }: Stage, kind: SubjectKind, y: number): number {
  const { place } = SUBJECT_FACTS[kind]
  const stands = place === 'ground' || place === 'water' || place === 'table'
  return stands ? Math.max(y, horizon + share(height - horizon, 9)) : y
}

/** The foot of what flies: its top stays inside the picture, and so does its foot. */
function fly({ height, horizon }: Pick<Stage, 'height' | 'horizon'>, size: number, percent: number): number {
  const y = share(horizon, percent) + share(size, 20)
  return Math.max(Math.min(y, share(height, 88)), size + share(height, 7))
}

interface Foot {
  readonly kind: SubjectKind
  readonly size: number
  readonly isFirst: boolean
  /** One of more than three. */
  readonly isCrowd: boolean
}

/** Where a subject stands, swims or flies: the y of its foot. */
function footOf({ height, horizon, scene, random }: Stage, { kind, size, isFirst, isCrowd }: Foot): number {
  const depth = height - horizon
  const { place } = SUBJECT_FACTS[kind]
  if (scene.setting === 'underwater' && place !== 'ground')
    return share(height, random.between(34, 74)) + share(size, 33)
  switch (place) {
    case 'sky':
    case 'space':
      return fly({ height, horizon }, size, isCrowd ? random.between(40, 96) : random.between(58, 84))
    case 'depth':
    case 'water':
      return horizon + share(depth, isFirst ? random.between(34, 50) : random.between(22, 36))
    case 'table':
      return horizon + share(depth, random.between(46, 66))
    case 'horizon':
      return horizon
    case 'ground':
      if (scene.setting === 'sea' || scene.setting === 'lake') return share(height, random.between(93, 96))
      return horizon + share(depth, isFirst ? random.between(52, 66) : random.between(26, 46))
  }
}
