import type { GalleryEntry } from '#contract/gallery.ts'

const SHAPES = [
  [1024, 1024],
  [1536, 1024],
  [1024, 1536],
  [1344, 768],
] as const
const HASHES = ['1QcSHQRnh493V4dIh4eXh1h4kJUI', '3OcRJYB4d3h_iIeHeEh3eIhw-j2w', 'VggKDYAW6lZvdYd6d2iZh_p4GIGm'] as const
const HOUR_MS = 3_600_000
const NEWEST = Date.parse('2026-11-24T12:00:00Z')

/** The id of one of them. */
export function manyEntryId(index: number): string {
  return `0193e0b0-1234-7000-8000-${String(index).padStart(12, '0')}`
}

/** A gallery of many jobs, an hour apart, whose pictures nobody has. */
export function manyEntries(amount: number): readonly GalleryEntry[] {
  return Array.from({ length: amount }, (_, index) => {
    const id = manyEntryId(index)
    const [width, height] = SHAPES[index % SHAPES.length] ?? SHAPES[0]
    const run = 'sketch-poster'
    return {
      ...{ id, timestamp: new Date(NEWEST - index * HOUR_MS).toISOString() },
      prompt: `${index % 7 === 0 ? 'a red fox in a café' : 'hills and trees'}, number ${index}`,
      ...{ models: ['sketch:poster'], imageCount: 1 },
      preview: {
        ...{ run, url: `/images/${id}/${run}/1024`, originalUrl: `/images/${id}/${run}/original` },
        ...{ width, height, thumbhash: HASHES[index % HASHES.length] ?? HASHES[0] },
      },
    }
  })
}
