/** Drawing and rasterizing one Sketch of 1024 by 1024, by style. `taskset -c 0 node perf/sketch-speed.ts` for one core. */
import { drawSketch, SKETCH_STYLES } from '#contract/sketch/draw-sketch.ts'
import { rasterizeSvg } from '../lambda/src/images/rasterize.ts'
import { describeMachine, summarize } from './machine.ts'

const PROMPTS = [
  'a red fox in a snowy forest at dusk',
  'three sailboats on a calm sea at sunset',
  'a city skyline at night in the rain',
  'a field of tulips with a windmill',
  'abstract geometry, teal and gold',
]
const ROUNDS = 6

console.info(describeMachine())
for (const style of SKETCH_STYLES) {
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const prompt of PROMPTS) {
      const startedAt = performance.now()
      const svg = drawSketch({ style, prompt, seed: round, width: 1024, height: 1024 })
      await rasterizeSvg(svg)
      if (round > 0) times.push(performance.now() - startedAt) // the first round warms up
      bytes = Math.max(bytes, svg.length)
    }
  }
  const { runs, median, min, max } = summarize(times)
  const spread = `${min.toFixed(0)} to ${max.toFixed(0)}`
  console.info(
    `${style.padEnd(12)} median ${median.toFixed(0)} ms of ${runs} (${spread}), at most ${Math.round(bytes / 1024)} KiB of SVG`,
  )
}
