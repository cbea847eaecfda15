import { type Color, darker, lighter, mix } from './color.ts'
import { blob, ellipse, rectangle, ridge } from './geometry.ts'
import type { Palette } from './palette.ts'
import type { Random } from './random.ts'
import type { Scene } from './read-prompt.ts'
import type { Layer, Shape } from './shape.ts'

export interface Stage {
  readonly width: number
  readonly height: number
  /** Where sky and ground meet. */
  readonly horizon: number
  readonly scene: Scene
  readonly palette: Palette
  readonly random: Random
}

const shape = (layer: Layer, color: Color, points: readonly number[]): Shape => ({ layer, color, points })

/** Sun or moon, stars, clouds. */
export function drawSky(stage: Stage): Shape[] {
  const { scene, palette, width, horizon, random } = stage
  if (scene.setting === 'underwater' || scene.setting === 'table') return []
  const shapes: Shape[] = []
  const unit = Math.min(width, stage.height)
  const isDark = scene.time === 'night' || scene.setting === 'space'
  if (isDark) {
    for (let star = 0; star < 46; star += 1) {
      const radius = random.between(1, 3)
      const at = { x: random.below(width), y: random.below(Math.floor((horizon * 85) / 100)), rx: radius, ry: radius }
      shapes.push(shape('light', lighter(palette.skyBottom, random.between(50, 92)), ellipse(at, 8)))
    }
  }
  if (scene.setting !== 'space' && !['rain', 'storm', 'fog', 'cloudy'].includes(scene.weather))
    shapes.push(...drawSun(stage, unit))
  if (scene.setting !== 'space') shapes.push(...drawClouds(stage, unit))
  if (scene.weather === 'rainbow') shapes.push(...drawRainbow(stage))
  return shapes
}

function drawSun({ scene, palette, width, horizon, random }: Stage, unit: number): Shape[] {
  const isLow = scene.time === 'dusk' || scene.time === 'dawn' || scene.time === 'golden'
  const radius = Math.floor((unit * (isLow ? 11 : 7)) / 100)
  const x = Math.floor((width * random.pick([24, 32, 68, 76])) / 100)
  const y = isLow
    ? horizon - Math.floor((radius * random.between(60, 130)) / 100)
    : Math.floor((horizon * random.between(22, 34)) / 100)
  const halo = mix(palette.skyBottom, palette.sun, 45)
  const disc = { x, y, rx: radius, ry: radius }
  const sun = [
    shape('light', halo, ellipse({ ...disc, rx: Math.floor(radius * 1.5), ry: Math.floor(radius * 1.5) })),
    shape('light', palette.sun, ellipse(disc)),
  ]
  if (scene.time !== 'night') return sun
  const crater = (dx: number, dy: number, size: number) =>
    shape(
      'light',
      darker(palette.sun, 12),
      ellipse(
        {
          x: x + Math.floor((radius * dx) / 100),
          y: y + Math.floor((radius * dy) / 100),
          rx: Math.floor((radius * size) / 100),
          ry: Math.floor((radius * size) / 100),
        },
        16,
      ),
    )
  return [...sun, crater(-30, -20, 24), crater(30, 30, 18), crater(20, -40, 12)]
}

function drawClouds({ scene, palette, width, horizon, random }: Stage, unit: number): Shape[] {
  const heavy = ['rain', 'storm', 'cloudy'].includes(scene.weather)
  const count = heavy ? 6 : scene.weather === 'fog' ? 0 : random.between(1, 3)
  const color = heavy
    ? darker(mix(palette.skyTop, palette.skyBottom, 40), scene.weather === 'storm' ? 34 : 14)
    : mix(palette.skyBottom, 0xffffff, scene.time === 'night' ? 8 : 62)
  const shapes: Shape[] = []
  for (let cloud = 0; cloud < count; cloud += 1) {
    const x = heavy ? Math.floor((width * (cloud * 2 + 1)) / (count * 2)) : random.below(width)
    const y = Math.floor((horizon * random.between(heavy ? 8 : 12, heavy ? 26 : 44)) / 100)
    const size = Math.floor((unit * random.between(heavy ? 12 : 6, heavy ? 18 : 10)) / 100)
    for (const [dx, dy, share] of [
      [-90, 14, 62],
      [0, -12, 100],
      [80, 10, 70],
      [20, 24, 90],
    ]) {
      const rx = Math.floor((size * (share ?? 0)) / 100)
      const puff = {
        x: x + Math.floor((size * (dx ?? 0)) / 100),
        y: y + Math.floor((size * (dy ?? 0)) / 100),
        rx,
        ry: Math.floor((rx * 52) / 100),
      }
      shapes.push(shape('cloud', color, blob(puff, random, 8)))
    }
  }
  return shapes
}

function drawRainbow({ width, horizon, palette }: Stage): Shape[] {
  const radius = Math.floor(Math.min(width * 0.46, horizon * 0.92))
  const band = Math.floor(radius / 22)
  const colors = [0xd9483c, 0xee8a2e, 0xf5ce36, 0x4fa05a, 0x3f7fd0, 0x7a4fb0]
  const ring = (index: number, color: Color) => {
    const r = radius - index * band
    return shape(
      'light',
      mix(color, palette.skyBottom, 34),
      ellipse({ x: Math.floor(width / 2), y: horizon, rx: r, ry: r }),
    )
  }
  return [
    ...colors.map((color, index) => ring(index, color)),
    ring(colors.length, mix(palette.skyTop, palette.skyBottom, 60)),
  ].map((each) => each)
}

/** What lies between the sky and the subjects. */
export function drawLand(stage: Stage): Shape[] {
  const { scene, palette, width, height, horizon, random } = stage
  const back = (y: number, rise: number, color: Color, detail: number) =>
    shape(
      'back',
      color,
      ridge(
        {
          width,
          y: horizon - Math.floor((height * y) / 100),
          height: Math.floor((height * rise) / 100),
          bottom: height,
          detail,
        },
        random,
      ),
    )
  const ground = shape(
    'ground',
    palette.ground,
    ridge({ width, y: horizon, height: Math.floor(height / 90), bottom: height, detail: 4 }, random),
  )
  switch (scene.setting) {
    case 'mountains':
      return [
        back(14, 13, mix(palette.far, palette.skyBottom, 40), 6),
        back(6, 9, palette.far, 6),
        back(2, 5, mix(palette.far, palette.ground, 60), 5),
        ground,
      ]
    case 'sea':
      return [
        ...(random.chance(50) ? [back(1, 3, mix(palette.far, palette.skyBottom, 30), 4)] : []),
        ...drawWater(stage),
        ...drawShore(stage),
      ]
    case 'lake':
      return [
        back(7, 9, mix(palette.far, palette.skyBottom, 30), 6),
        back(2, 4, mix(palette.far, palette.foliage, 50), 5),
        ...drawWater(stage),
        ...drawShore(stage),
      ]
    case 'forest':
      return [
        back(10, 5, mix(palette.foliage, palette.skyBottom, 62), 5),
        back(4, 4, mix(palette.foliage, palette.skyBottom, 34), 5),
        ground,
      ]
    case 'desert':
      return [
        back(4, 6, mix(palette.ground, palette.skyBottom, 40), 2),
        ground,
        shape(
          'ground',
          darker(palette.ground, 10),
          ridge(
            { width, y: horizon + Math.floor(height / 9), height: Math.floor(height / 16), bottom: height, detail: 2 },
            random,
          ),
        ),
        shape(
          'ground',
          lighter(palette.ground, 8),
          ridge(
            { width, y: horizon + Math.floor(height / 4), height: Math.floor(height / 18), bottom: height, detail: 2 },
            random,
          ),
        ),
      ]
    case 'city':
      return [
        ...drawSkyline(stage, 0),
        ...drawSkyline(stage, 1),
        shape('ground', palette.ground, rectangle(0, horizon, width, height - horizon)),
        ...drawStreet(stage),
      ]
    case 'meadow':
      return [
        back(5, 5, mix(palette.far, palette.skyBottom, 30), 4),
        back(1, 3, mix(palette.far, palette.ground, 62), 4),
        ground,
        shape(
          'ground',
          darker(palette.ground, 8),
          ridge(
            { width, y: horizon + Math.floor(height / 6), height: Math.floor(height / 30), bottom: height, detail: 3 },
            random,
          ),
        ),
      ]
    case 'space':
      return drawMoonGround(stage)
    case 'underwater':
      return drawSeabed(stage)
    case 'table':
      return drawTable(stage)
    case 'abstract':
      return []
  }
}

function drawWater({ palette, width, height, horizon, random, scene }: Stage): Shape[] {
  const shapes = [shape('water', palette.water, rectangle(0, horizon, width, height - horizon))]
  const rough = scene.weather === 'storm'
  for (let row = 0; row < 16; row += 1) {
    const y = horizon + Math.floor(((height - horizon) * (row * row + 6)) / 260)
    const length = Math.floor((width * random.between(6, 16 + row)) / 100)
    const x = random.below(width) - Math.floor(length / 2)
    const thick = 2 + Math.floor((row * height) / 5000) + (rough ? 4 : 0)
    const color = random.chance(55) ? lighter(palette.water, 22) : mix(palette.water, palette.skyBottom, 40)
    shapes.push(
      shape('water', rough ? lighter(palette.water, 40) : color, [
        x,
        y,
        x + Math.floor(length / 2),
        y - thick,
        x + length,
        y,
        x + Math.floor(length / 2),
        y + thick,
      ]),
    )
  }
  return shapes
}

function drawShore({ palette, width, height, random, scene }: Stage): Shape[] {
  if (scene.subjects.length === 0 && random.chance(40)) return []
  const y = Math.floor((height * 91) / 100)
  return [
    shape(
      'ground',
      palette.ground,
      ridge({ width, y, height: Math.floor(height / 40), bottom: height, detail: 3 }, random),
    ),
  ]
}

function drawSkyline({ palette, width, height, horizon, random, scene }: Stage, row: number): Shape[] {
  const shapes: Shape[] = []
  const wall = row === 0 ? mix(palette.far, palette.skyBottom, 42) : darker(palette.far, 30)
  const isLit = scene.time === 'night' || scene.time === 'dusk'
  const pane = isLit ? 0xffd67a : lighter(wall, 26)
  for (let x = -20; x < width; ) {
    const w = Math.floor((width * random.between(6, 11)) / 100)
    const h = Math.floor((height * random.between(row === 0 ? 20 : 9, row === 0 ? 40 : 27)) / 100)
    shapes.push(shape('back', random.chance(30) ? darker(wall, 10) : wall, rectangle(x, horizon - h, w, h)))
    if (random.chance(24))
      shapes.push(
        shape('back', wall, [
          x + Math.floor(w / 2) - 3,
          horizon - h,
          x + Math.floor(w / 2),
          horizon - h - Math.floor(h / 4),
          x + Math.floor(w / 2) + 3,
          horizon - h,
        ]),
      )
    const step = Math.max(14, Math.floor(w / 4))
    for (let wy = horizon - h + step; row === 1 && wy < horizon - step; wy += step) {
      for (let wx = x + Math.floor(step / 2); wx < x + w - Math.floor(step / 2); wx += step) {
        if (random.chance(isLit ? 52 : 40))
          shapes.push(shape('detail', pane, rectangle(wx, wy, Math.floor(step / 2), Math.floor(step / 2))))
      }
    }
    x += w + random.between(0, Math.floor(w / 6))
  }
  return shapes
}

function drawStreet({ palette, width, height, horizon }: Stage): Shape[] {
  const middle = Math.floor(width / 2)
  const road = darker(palette.ground, 34)
  const shapes = [
    shape('ground', road, [
      middle - Math.floor(width / 12),
      horizon,
      middle + Math.floor(width / 12),
      horizon,
      Math.floor(width * 0.94),
      height,
      Math.floor(width * 0.06),
      height,
    ]),
  ]
  for (let dash = 0; dash < 4; dash += 1) {
    const y = horizon + Math.floor(((height - horizon) * (dash * dash * 5 + 8)) / 100)
    const size = 3 + dash * 5
    shapes.push(
      shape('detail', lighter(road, 62), [
        middle - Math.floor(size / 2),
        y,
        middle + Math.floor(size / 2),
        y,
        middle + size,
        y + size * 3,
        middle - size,
        y + size * 3,
      ]),
    )
  }
  return shapes
}

function drawMoonGround({ palette, width, height, horizon, random }: Stage): Shape[] {
  const y = Math.floor((horizon * 112) / 100)
  const shapes = [
    shape(
      'ground',
      palette.ground,
      ridge({ width, y, height: Math.floor(height / 26), bottom: height, detail: 4 }, random),
    ),
  ]
  for (let crater = 0; crater < 7; crater += 1) {
    const rx = Math.floor((width * random.between(3, 9)) / 100)
    const at = {
      x: random.below(width),
      y: random.between(y + Math.floor(height / 14), height - 10),
      rx,
      ry: Math.floor(rx / 4),
    }
    shapes.push(
      shape('detail', darker(palette.ground, 22), ellipse(at, 20)),
      shape(
        'detail',
        darker(palette.ground, 8),
        ellipse({ ...at, y: at.y + Math.floor(at.ry / 3), rx: Math.floor((rx * 84) / 100) }, 20),
      ),
    )
  }
  return shapes
}

function drawSeabed({ palette, width, height, random }: Stage): Shape[] {
  const shapes: Shape[] = []
  for (let ray = 0; ray < 4; ray += 1) {
    const x = Math.floor((width * (ray * 26 + random.between(0, 12))) / 100)
    shapes.push(
      shape('light', mix(0x2a8fb0, 0xbfe8ec, 34 - ray * 4), [
        x,
        0,
        x + Math.floor(width / 14),
        0,
        x - Math.floor(width / 12),
        height,
        x - Math.floor(width / 4),
        height,
      ]),
    )
  }
  const y = Math.floor((height * 84) / 100)
  shapes.push(
    shape(
      'ground',
      mix(palette.ground, 0x2a7f9a, 30),
      ridge({ width, y, height: Math.floor(height / 30), bottom: height, detail: 3 }, random),
    ),
  )
  for (let plant = 0; plant < 9; plant += 1) {
    const x = random.below(width)
    const color = random.pick([0xe0607a, 0xee8a4e, 0x3f9a70, 0x8a5fb8, 0x2f7f6a])
    const tall = Math.floor((height * random.between(8, 22)) / 100)
    const w = Math.floor(width / 60)
    shapes.push(
      shape('detail', color, [
        x - w,
        y + 30,
        x - w * 2,
        y - Math.floor(tall / 2),
        x - w,
        y - tall,
        x,
        y - Math.floor(tall / 2),
        x + w,
        y - Math.floor((tall * 9) / 10),
        x + w * 2,
        y - Math.floor(tall / 3),
        x + w,
        y + 30,
      ]),
    )
  }
  return shapes
}

function drawTable({ palette, width, height, horizon, random }: Stage): Shape[] {
  const wall = mix(palette.skyBottom, 0xf0e4d2, 62)
  const edge = Math.floor((height * 6) / 100)
  const light = Math.floor(width * 0.2)
  return [
    shape('back', wall, rectangle(0, 0, width, height)),
    shape('back', lighter(wall, 34), [
      light,
      Math.floor(height / 10),
      light + Math.floor(width / 3),
      Math.floor(height / 20),
      light + Math.floor(width / 2.6),
      horizon,
      light + Math.floor(width / 20),
      horizon,
    ]),
    shape('ground', palette.ground, rectangle(0, horizon, width, height - horizon)),
    shape('ground', darker(palette.ground, 26), rectangle(0, height - edge, width, edge)),
    ...[18, 42, 66].map((share) =>
      shape(
        'detail',
        darker(palette.ground, 9),
        rectangle(0, horizon + Math.floor(((height - horizon) * share) / 100), width, random.between(2, 5)),
      ),
    ),
  ]
}
