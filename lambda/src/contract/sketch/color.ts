/** A color as one number, 0xRRGGBB. */
export type Color = number

/** `percent` of the second color in the first. */
export function mix(one: Color, other: Color, percent: number): Color {
  const channel = (shift: number) => {
    const from = (one >> shift) & 255
    const to = (other >> shift) & 255
    return Math.floor((from * (100 - percent) + to * percent) / 100)
  }
  return (channel(16) << 16) | (channel(8) << 8) | channel(0)
}

export function lighter(color: Color, percent: number): Color {
  return mix(color, 0xffffff, percent)
}

export function darker(color: Color, percent: number): Color {
  return mix(color, 0x0b1020, percent)
}

/** How bright a color looks, 0 to 255 (weights of Rec. 601 in whole numbers). */
export function brightness(color: Color): number {
  return Math.floor((((color >> 16) & 255) * 299 + ((color >> 8) & 255) * 587 + (color & 255) * 114) / 1000)
}

export function toHex(color: Color): string {
  return `#${color.toString(16).padStart(6, '0')}`
}
