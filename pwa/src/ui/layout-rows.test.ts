import { describe, expect, it } from 'vitest'
import type { GalleryEntry } from '#contract/gallery.ts'
import { layoutRows } from './layout-rows.ts'

const SHAPE = { width: 1000, height: 240, gap: 10, foot: 40 }
const RATIOS = [1, 1.5, 0.75, 1.78, 1, 0.67, 1.33, 9, 0.1, 1]
const entries = (amount: number): GalleryEntry[] =>
  Array.from({ length: amount }, (_, index) => ({
    ...{ id: String(index), timestamp: '', prompt: '', models: [], imageCount: 1 },
    preview: {
      ...{ run: '', url: '', originalUrl: '', thumbhash: '', height: 1000 },
      width: 1000 * (RATIOS[index % RATIOS.length] ?? 1),
    },
  }))

describe('layoutRows', () => {
  it('puts every tile into one row, in reading order, and fills the width of each but the last', () => {
    const layout = layoutRows(entries(101), SHAPE)
    let next = 0
    for (let row = 0; row < layout.rows; row += 1) {
      expect(layout.firstOf(row)).toBe(next)
      const boxes = layout.boxesOf(row)
      next += boxes.length
      const last = boxes.at(-1)
      if (row < layout.rows - 1) expect((last?.left ?? 0) + (last?.width ?? 0)).toBe(1000)
      for (const [index, box] of boxes.entries()) {
        const before = boxes[index - 1]
        if (before !== undefined) expect(box.left).toBe(before.left + before.width + SHAPE.gap)
        expect(box.top).toBe(layout.topOf(row))
      }
    }
    expect(next).toBe(101)
    expect(layout.firstOf(layout.rows)).toBe(101)
  })

  it('keeps the heights near the one asked for', () => {
    const layout = layoutRows(entries(500), SHAPE)
    const heights = Array.from({ length: layout.rows - 1 }, (_, row) => layout.heightOf(row) - SHAPE.foot)
    expect(Math.min(...heights)).toBeGreaterThan(150)
    expect(Math.max(...heights)).toBeLessThan(380)
  })

  it('does not move rows that are full when more comes', () => {
    const few = layoutRows(entries(60), SHAPE)
    const more = layoutRows(entries(200), SHAPE)
    for (let row = 0; row < few.rows - 1; row += 1) expect(more.topOf(row)).toBe(few.topOf(row))
  })

  it('never makes the last row higher than the others', () => {
    const layout = layoutRows(entries(1), SHAPE)
    expect(layout.boxesOf(0)).toEqual([{ left: 0, top: 0, width: 240, height: 240 }])
  })

  it('finds the row of a tile and of a height', () => {
    const layout = layoutRows(entries(300), SHAPE)
    for (let tile = 0; tile < 300; tile += 1) {
      const row = layout.rowOf(tile)
      expect(layout.firstOf(row)).toBeLessThanOrEqual(tile)
      expect(layout.firstOf(row + 1)).toBeGreaterThan(tile)
    }
    expect(layout.rowAt(layout.topOf(7) + 1)).toBe(7)
    expect(layout.rowAt(-5)).toBe(0)
    expect(layout.rowAt(1e9)).toBe(layout.rows - 1)
  })

  it('lays out nothing', () => {
    expect(layoutRows([], SHAPE)).toMatchObject({ rows: 0, tiles: 0 })
  })

  it('lays out 100,000 tiles in a moment', () => {
    const many = entries(100_000)
    layoutRows(many, SHAPE)
    const startedAt = performance.now()
    layoutRows(many, SHAPE)
    expect(performance.now() - startedAt).toBeLessThan(100)
  })
})
