import type { JobsReport } from './wire-cases.ts'
import type { ObjectCounts } from './wire-objects.ts'
import type { WireStack } from './wire-stack.ts'

interface Figures {
  readonly stack: WireStack
  readonly report: JobsReport
  readonly counts: ObjectCounts
  readonly seconds: number
}

/** What a run of the job path came to, in lines. */
export function printFigures({ stack, report, counts, seconds }: Figures): void {
  const { ended, repeats } = report
  const { network, source, functions } = stack
  const runs = ended.flatMap(({ results }) => results)
  const logged = (message: string) => {
    return (functions.api.logged.get(message) ?? 0) + (functions.worker.logged.get(message) ?? 0)
  }
  const redelivered = source.deliveries.filter(({ receiveCount }) => receiveCount > 1).length
  const { results, originals, variants, galleryKeys, turns, objects, problems } = counts
  const lines = [
    `jobs: ${ended.length} (${tally(ended)}), runs: ${runs.length} (${tally(runs)}), ${seconds.toFixed(0)} s`,
    `calls of S3: ${sum(network.s3.calls)} (${list(network.s3.calls)}), faults: ${sum(network.s3.faults)} (${list(network.s3.faults)})`,
    `calls of SQS: ${sum(network.sqs.calls)} (${list(network.sqs.calls)}), faults: ${sum(network.sqs.faults)} (${list(network.sqs.faults)})`,
    `repeats: ${logged('store-retry')} by the store, ${repeats} by devices, ${redelivered} messages delivered again, ${source.doubled()} delivered twice on purpose`,
    `objects: ${objects} (results ${results}, originals ${originals}, variants ${variants}, gallery keys ${galleryKeys}, turns ${turns}), lost or too many: ${problems.length}`,
  ]
  console.info(lines.join('\n'))
}

function tally(ended: readonly { readonly status: string }[]): string {
  return list(new Map([...Map.groupBy(ended, ({ status }) => status)].map(([status, each]) => [status, each.length])))
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, each) => total + each, 0)
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ')
}
