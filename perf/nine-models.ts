/**
 * Nine models of seven vendors at once, over a fake that has each picture after 3 s: the time until all nine cells are
 * completed, with ordinary pictures and with 8 MB ones, and the most memory that the server ever held.
 * `node perf/nine-models.ts [runs]`
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { setup as buildApp } from '../tests/support/built-app.ts'
import { startFakeVendors } from '../tests/support/fake-vendors.ts'
import { makeNoisePng } from '../tests/support/make-png.ts'
import { runServer } from '../tests/support/run-server.ts'
import { sendPrompt, waitForJob } from '../tests/support/send-prompt.ts'
import { describeMachine, summarize } from './machine.ts'

const DELAY_MS = 3000
const MODELS = [
  'openai:gpt-image-2.6-flare',
  'gemini:gemini-nano-banana-2.1',
  'gemini:gemini-3-pro-image',
  'bedrock:stability.sd3-5-large-v1:0',
  'stability:core',
  'stability:ultra',
  'bfl:flux-2-pro',
  'recraft:recraftv4_1',
  'generic:any-model',
]
const runs = Number(process.argv[2] ?? 5)

await buildApp()
console.info(describeMachine())
const photo = await sharp({
  create: {
    width: 1024,
    height: 1024,
    channels: 3,
    noise: { type: 'gaussian', mean: 128, sigma: 12 },
    background: '#888',
  },
})
  .blur(2)
  .png()
  .toBuffer()
await measure('1024 x 1024', photo)
await measure('1664 x 1664 of noise', makeNoisePng(1664, 1664))

async function measure(name: string, picture: Buffer): Promise<void> {
  const vendors = await startFakeVendors({ delayMs: DELAY_MS, picture })
  const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-nine-'))
  const server = await runServer({ dataFolder, environment: vendors.environment })
  const times: number[] = []
  try {
    for (let run = 0; run < runs; run += 1) {
      const startedAt = performance.now()
      const jobId = randomUUID()
      const body = { prompt: `nine boats on a lake, number ${run}`, models: MODELS }
      await sendPrompt({ url: server.url, jobId, body })
      const job = await waitForJob(server.url, jobId)
      times.push(performance.now() - startedAt)
      const bad = job.results.filter((result) => result.status !== 'completed')
      if (bad.length > 0) throw new Error(`not completed: ${JSON.stringify(bad)}`)
      await new Promise((resolve) => setTimeout(resolve, 15_000)) // the slow variants of this run are not part of the next one
    }
    const { median, min, max } = summarize(times)
    const megabytes = (picture.length / 1_000_000).toFixed(1)
    const peak = await peakMemoryMib(server.process.pid)
    console.info(
      `${name} (${megabytes} MB): all nine after ${median.toFixed(0)} ms, median of ${runs} runs (${min.toFixed(0)} to ${max.toFixed(0)}), ` +
        `${vendors.calls()} calls, at most ${peak} MiB of memory`,
    )
  } finally {
    await server.kill('SIGTERM')
    await vendors.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** The high-water mark of a process, as Linux keeps it. */
async function peakMemoryMib(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024)
}
