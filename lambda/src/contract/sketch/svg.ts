import type { Points } from './geometry.ts'

/** A whole SVG document. Everything inside is made of numbers and colors of ours: no text of a prompt gets here. */
export function svgDocument(width: number, height: number, body: readonly string[], attributes = ''): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"${attributes}>`
  return `${open}${body.join('')}</svg>`
}

export function polygon(points: Points, attributes: string): string {
  return `<path d="${pathOf(points)}" ${attributes}/>`
}

export function pathOf(points: Points): string {
  let path = `M${points[0]} ${points[1]}`
  for (let index = 2; index + 1 < points.length; index += 2) path += `L${points[index]} ${points[index + 1]}`
  return `${path}Z`
}
