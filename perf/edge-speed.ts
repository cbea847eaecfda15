/** The edge function: its bytes, the time of a request in three places, and the memory it needs. Over all vectors. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createContext, Script } from 'node:vm'
import { MAX_BYTES } from '../edge/allowed-syntax.ts'
import { buildEdgeFunction } from '../edge/build.ts'
import { hasNjs } from '../edge/run-in-njs.ts'
import { MEMORY_LIMIT_BYTES, runInQuickJs } from '../edge/run-in-quickjs.ts'
import { createVmHost } from '../edge/run-in-vm.ts'
import { eventOf, readVectors } from '../edge/vectors.ts'
import { describeMachine, summarize } from './machine.ts'

/** Time of the processor counts and not of the clock, so that other work on the machine is not measured along. */
const SAMPLES = 31
/** Calls of each vector in one sample. */
const ROUNDS = 50
const STEP_BYTES = 4096

const code = await buildEdgeFunction()
const events = (await readVectors()).flatMap(({ vectors }) => vectors).map(eventOf)
const calls = ROUNDS * events.length

/** The function changes what it is given, so that the events are read anew for each call; that is measured apart. */
const LOOPS = `
  var texts = ${JSON.stringify(events.map((event) => JSON.stringify(event)))};
  function read() {
    for (var round = 0; round < ${ROUNDS}; round++) for (var at = 0; at < texts.length; at++) JSON.parse(texts[at]);
  }
  function handle() {
    for (var round = 0; round < ${ROUNDS}; round++) for (var at = 0; at < texts.length; at++) handler(JSON.parse(texts[at]));
  }`

/** Microseconds of one call. */
type Sample = () => Promise<number>

function microseconds(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

function sampleNode(): Sample {
  const context = createContext({})
  new Script(code + LOOPS).runInContext(context)
  const [read, handle] = [new Script('read()'), new Script('handle()')]
  return async () => {
    const readUs = microseconds(() => read.runInContext(context))
    return (microseconds(() => handle.runInContext(context)) - readUs) / calls
  }
}

function sampleHost(): Sample {
  const run = createVmHost(code)
  return async () => microseconds(() => events.forEach((event) => void run(event))) / events.length
}

function sampleNjs(folder: string): Sample {
  const spend = async (name: string) => {
    const file = join(folder, `${name}.js`)
    await writeFile(file, `${code}${LOOPS}; ${name}()`)
    // The shell tells what its children have used, in minutes and seconds: user, then system.
    const { stdout } = await promisify(execFile)('sh', ['-c', 'njs "$0"; times', file])
    const [user, system] = [...(stdout.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
      (match) => {
        return (Number(match[1]) * 60 + Number(match[2])) * 1_000_000
      },
    )
    return (user ?? Number.NaN) + (system ?? Number.NaN)
  }
  return async () => {
    const readUs = await spend('read')
    return ((await spend('handle')) - readUs) / calls
  }
}

async function report(name: string, sample: Sample): Promise<void> {
  await sample() // warms up
  const values: number[] = []
  for (let count = 0; count < SAMPLES; count += 1) values.push(await sample())
  const { runs, median, min, max } = summarize(values)
  const spread = `${min.toFixed(1)} to ${max.toFixed(1)}`
  console.info(`${name.padEnd(36)} median ${median.toFixed(1)} µs of ${runs} samples (${spread})`)
}

/** The least memory in which all vectors pass, by halving. */
async function leastMemory(text: string): Promise<number> {
  let [enough, tooLittle] = [MEMORY_LIMIT_BYTES, 0]
  while (enough - tooLittle > STEP_BYTES) {
    const middle = (enough + tooLittle) / 2
    const suffices = await runInQuickJs(text, events, middle).then(
      () => true,
      () => false,
    )
    if (suffices) enough = middle
    if (!suffices) tooLittle = middle
  }
  return enough
}

console.info(describeMachine())
console.info(`${Buffer.byteLength(code)} of ${MAX_BYTES} bytes; ${events.length} vectors, ${calls} calls a sample`)
await report('Node, the function alone', sampleNode())
await report('Node, as the local stack calls it', sampleHost())
if (await hasNjs()) {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-edge-speed-'))
  await report('njs, the function alone', sampleNjs(folder))
  await rm(folder, { recursive: true })
} else {
  console.info('njs is not installed (Debian package njs): not measured')
}
const [whole, engine] = [await leastMemory(code), await leastMemory('function handler(event) { return event }')]
const [wholeKib, engineKib] = [whole, engine].map((bytes) => Math.round(bytes / 1024))
console.info(`QuickJS: ${wholeKib} KiB suffice for all vectors, ${engineKib} KiB of them for an empty function`)
