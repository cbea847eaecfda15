import { registerHooks } from 'node:module'
import { parseArgs } from 'node:util'
import { PLANTED_DEFECTS } from './planted-defects.ts'

/**
 * Simulates the seeds from..to and prints one line of JSON: what went wrong, by seed, and how much was tried.
 * Ends after `--stop` failed seeds, 5 if nothing is said. `--defect name` plants a defect into the sources as they are loaded.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    prompts: { type: 'string' },
    defect: { type: 'string' },
    stop: { type: 'string' },
  },
})
if (values.defect !== undefined) plant(values.defect)
const { simulateOutbox } = await import('./simulate-outbox.ts')

const failed: { seed: number; problems: readonly string[] }[] = []
let requests = 0
let deaths = 0
for (let seed = Number(values.from); seed <= Number(values.to) && failed.length < Number(values.stop ?? 5); seed += 1) {
  const report = await simulateOutbox({ seed, prompts: Number(values.prompts ?? 10) })
  requests += report.requests
  deaths += report.deaths
  if (report.problems.length > 0) failed.push({ seed, problems: report.problems.slice(0, 20) })
}
// A planted defect may go round in circles for ever: the process ends as soon as its report is written.
process.stdout.write(JSON.stringify({ failed, requests, deaths }), () => process.exit())

function plant(name: string): void {
  const defect = PLANTED_DEFECTS.find((each) => each.name === name)
  if (defect === undefined) throw new Error(`No defect is called "${name}".`)
  const { file, find, replace } = defect
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (!url.endsWith(`/pwa/src/offline/${file}`)) return loaded
      const source = String(loaded.source)
      if (source.split(find).length !== 2) throw new Error(`"${find}" does not stand once in ${file}.`)
      return { ...loaded, source: source.replace(find, () => replace) }
    },
  })
}
