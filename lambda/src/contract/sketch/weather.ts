import { lighter, mix } from './color.ts'
import { blob, share } from './geometry.ts'
import type { Shape } from './shape.ts'
import { type Stage, shape } from './stage.ts'

const RAINDROPS = 110
const SNOWFLAKES = 120
const FOG_BANKS = 5
const SHELTERED: readonly string[] = ['table', 'underwater', 'space']

/** Rain, snow and lightning, over everything. */
export function drawWeather(stage: Stage): Shape[] {
  if (SHELTERED.includes(stage.scene.setting)) return []
  switch (stage.scene.weather) {
    case 'rain':
      return drawRain(stage)
    case 'storm':
      return [drawLightning(stage), ...drawRain(stage)]
    case 'snow':
      return drawSnow(stage)
    default:
      return []
  }
}

function drawRain({ palette, random, width, height }: Stage): Shape[] {
  const color = lighter(palette.skyBottom, 46)
  return Array.from({ length: RAINDROPS }, () => {
    const [x, y, length] = [random.below(width), random.below(height), random.between(18, 46)]
    const end = x - Math.floor(length / 4)
    return shape('weather', color, [x, y, x + 3, y, end + 2, y + length, end, y + length])
  })
}

function drawSnow({ random, width, height }: Stage): Shape[] {
  return Array.from({ length: SNOWFLAKES }, () => {
    const [x, y, r] = [random.below(width), random.below(height), random.between(2, 6)]
    return shape('weather', 0xffffff, [x - r, y, x, y - r, x + r, y, x, y + r])
  })
}

/** Banks of fog over the land, behind the subjects. */
export function drawFog({ scene, palette, random, width, height, horizon }: Stage): Shape[] {
  if (scene.weather !== 'fog' || SHELTERED.includes(scene.setting)) return []
  const color = mix(palette.skyBottom, 0xffffff, 50)
  return Array.from({ length: FOG_BANKS }, (_, bank) => {
    const x = Math.floor(width / 2) + random.between(-200, 200)
    const y = horizon - Math.floor(height / 8) + Math.floor((bank * height) / 14)
    const round = { x, y, rx: share(width, 70), ry: Math.floor(height / random.between(16, 26)) }
    return shape('fog', color, blob(round, random, 10))
  })
}

const BOLT_STEPS = 6

/** A jagged band that narrows on its way down: its left edge, then its right edge back up. */
function drawLightning({ random, width, horizon }: Stage): Shape {
  let x = share(width, random.pick([22, 70, 80]))
  const left: number[] = []
  const right: number[][] = []
  for (let step = 0; step <= BOLT_STEPS; step += 1) {
    const y = share(horizon, 14 + step * 14)
    left.push(x, y)
    right.unshift([x + 14 - step * 2, y])
    x += random.between(10, 44) * (step % 2 === 0 ? 1 : -1)
  }
  return shape('light', 0xfff6c4, [...left, ...right.flat()])
}
