/** How a part of a drawing is colored, from the color of its subject or whatever that is. */
export const TONES = ['base', 'dark', 'light', 'ink', 'white', 'warm', 'wood', 'leaf', 'glass', 'skin'] as const
export type Tone = (typeof TONES)[number]

/** One part: its tone, and its corners in a box of 100 by 100, the foot at y = 100. */
export interface Part {
  readonly tone: Tone
  readonly points: readonly number[]
}

/** Reads lines of `tone x,y x,y ...`, the later ones in front. Throws where one is misspelled, which a test would meet. */
export function drawing(...lines: readonly string[]): readonly Part[] {
  return lines.map((line) => {
    const [name, ...corners] = line.split(' ')
    const tone = TONES.find((each) => each === name)
    const points = corners.flatMap((corner) => corner.split(',').map(Number))
    if (tone === undefined || points.length < 6 || !points.every(Number.isInteger)) throw new Error(`no part: ${line}`)
    return { tone, points }
  })
}

/** A round part, as a line for `drawing`. */
export function round(tone: Tone, x: number, y: number, rx: number, ry: number = rx): string {
  const unit = [
    [100, 0],
    [92, 38],
    [71, 71],
    [38, 92],
    [0, 100],
    [-38, 92],
    [-71, 71],
    [-92, 38],
    [-100, 0],
    [-92, -38],
    [-71, -71],
    [-38, -92],
    [0, -100],
    [38, -92],
    [71, -71],
    [92, -38],
  ]
  const at = ([dx = 0, dy = 0]: number[]) => `${x + Math.floor((dx * rx) / 100)},${y + Math.floor((dy * ry) / 100)}`
  return `${tone} ${unit.map(at).join(' ')}`
}
