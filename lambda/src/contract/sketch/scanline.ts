import type { Points } from './geometry.ts'

/** Where a horizontal line runs inside a polygon: pairs of x, from left to right (even-odd rule). */
export function crossings(points: Points, y: number): number[] {
  const found: number[] = []
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [x1 = 0, y1 = 0] = [points[index], points[index + 1]]
    const [x2 = 0, y2 = 0] = [points[(index + 2) % points.length], points[(index + 3) % points.length]]
    if (y1 <= y === y2 <= y) continue
    found.push(x1 + Math.floor(((y - y1) * (x2 - x1)) / (y2 - y1)))
  }
  return found.sort((one, other) => one - other)
}

/** The topmost and lowest y of a polygon. */
export function extent(points: Points): { top: number; bottom: number } {
  let top = Number.MAX_SAFE_INTEGER
  let bottom = -Number.MAX_SAFE_INTEGER
  for (let index = 1; index < points.length; index += 2) {
    top = Math.min(top, points[index] ?? 0)
    bottom = Math.max(bottom, points[index] ?? 0)
  }
  return { top, bottom }
}
