/** The shapes a prompt may ask for, width to height. */
export const ASPECT_RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'] as const
export type AspectRatio = (typeof ASPECT_RATIOS)[number]

export const DEFAULT_ASPECT_RATIO: AspectRatio = '1:1'
