import type { AspectRatio } from '#contract/aspect-ratios.ts'

/** Stability has no 4:3; the nearest of its shapes is 5:4. */
export const STABILITY_RATIOS: Readonly<Record<AspectRatio, string>> = {
  '1:1': '1:1',
  '16:9': '16:9',
  '9:16': '9:16',
  '4:3': '5:4',
  '3:4': '4:5',
  '3:2': '3:2',
  '2:3': '2:3',
}
