/**
 * What a generation costs at AWS, apart from the models, and what deployments of different sizes come to: the tables of
 * docs/SCALE.md. Calls of the store are counted on the real program, prices are list prices. `npm run perf:scale`
 */
import { countOperations, type Operations } from './count-operations.ts'

/** Dollars, us-east-1, on demand, first tier, without free tiers (aws.amazon.com: s3, lambda, sqs, api-gateway, cloudfront, cloudwatch; /pricing). */
const PRICE = {
  s3Write: 0.005 / 1000,
  s3Read: 0.0004 / 1000,
  s3GbMonth: 0.023,
  lambdaGbSecond: 0.0000133334,
  lambdaCall: 0.2 / 1_000_000,
  sqsCall: 0.4 / 1_000_000,
  apiCall: 1 / 1_000_000,
  cdnCall: 1 / 1_000_000,
  cdnFunction: 0.1 / 1_000_000,
  cdnGb: 0.085,
  logGb: 0.5,
} as const

const MODELS = ['sketch:poster', 'sketch:watercolour', 'sketch:linework', 'sketch:pixel'] as const
/** What is assumed of people and providers. */
const RUN_SECONDS = 20
const LOOKS_PER_JOB = 20
const WORKER_GB = 1769 / 1024
const API_GB = 1
const API_SECONDS = 0.03
const ORIGINAL_BYTES = 1_500_000
const LOG_BYTES_PER_JOB = 12_000
/** Sends, receives and deletes of a message. */
const SQS_CALLS_PER_RUN = 3
const PICTURES_SEEN_PER_JOB = 60
const SEEN_BYTES = 8000
const SIZES = [100, 10_000, 1_000_000, 100_000_000] as const

const counted = await countOperations(MODELS)
const s3 = ({ writes, lists, reads }: Operations, times = 1) =>
  times * ((writes + lists) * PRICE.s3Write + reads * PRICE.s3Read)
const perThousand = (dollars: number) => (dollars * 1000).toFixed(3)

const parts: readonly (readonly [string, string, number])[] = [
  ['accepting', describe(counted.accepted), s3(counted.accepted)],
  ['making 4 pictures', describe(counted.made), s3(counted.made)],
  [`${LOOKS_PER_JOB} looks at the job`, `${describe(counted.look)} each`, s3(counted.look, LOOKS_PER_JOB)],
  [
    'worker',
    `4 runs of ${RUN_SECONDS} s, 1,769 MB`,
    MODELS.length * (RUN_SECONDS * WORKER_GB * PRICE.lambdaGbSecond + PRICE.lambdaCall),
  ],
  [
    'API',
    `${LOOKS_PER_JOB + 1} calls of ${API_SECONDS * 1000} ms, 1,024 MB, and the gateway`,
    (LOOKS_PER_JOB + 1) * (API_SECONDS * API_GB * PRICE.lambdaGbSecond + PRICE.lambdaCall + PRICE.apiCall),
  ],
  ['queue', `${SQS_CALLS_PER_RUN} calls a run`, MODELS.length * SQS_CALLS_PER_RUN * PRICE.sqsCall],
  ['logs', `${LOG_BYTES_PER_JOB / 1000} kB`, (LOG_BYTES_PER_JOB / 1e9) * PRICE.logGb],
  [
    'edge',
    `${PICTURES_SEEN_PER_JOB} thumbnails of ${SEEN_BYTES / 1000} kB, and the calls of the API`,
    (PICTURES_SEEN_PER_JOB + LOOKS_PER_JOB + 1) * (PRICE.cdnCall + PRICE.cdnFunction) +
      (PICTURES_SEEN_PER_JOB * SEEN_BYTES * PRICE.cdnGb) / 1e9,
  ],
]
const perJob = parts.reduce((sum, [, , dollars]) => sum + dollars, 0)
console.info('| part of a generation with 4 models | what | dollars per 1,000 |\n|---|---|---|')
for (const [name, what, dollars] of parts) console.info(`| ${name} | ${what} | ${perThousand(dollars)} |`)
console.info(`| **together** | | **${perThousand(perJob)}** |`)

const pictureBytes = ORIGINAL_BYTES + counted.variantBytes
console.info(
  `\nOne picture: ${(ORIGINAL_BYTES / 1e6).toFixed(1)} MB assumed for the original, ${Math.round(counted.variantBytes / 1000)} kB measured for nine variants of a Sketch.`,
)
console.info(`A page of 24 young entries: ${describe(counted.page)}. Erasing a job: ${describe(counted.erased)}.\n`)
console.info(
  '| pictures kept | objects | stored | storage a month | made in a year: jobs a day | S3 writes and lists a day | S3 reads a day | requests at the edge a day | dollars a month, without providers |\n|---|---|---|---|---|---|---|---|---|',
)
/** Of the whole life of a job, looks at it included. */
const callsPerJob = (['writes', 'lists', 'reads'] as const).map(
  (kind) => counted.accepted[kind] + counted.made[kind] + LOOKS_PER_JOB * counted.look[kind],
)
const [writesPerJob = 0, listsPerJob = 0, readsPerJob = 0] = callsPerJob
const edgeCallsPerJob = PICTURES_SEEN_PER_JOB + LOOKS_PER_JOB + 1
for (const pictures of SIZES) {
  const jobs = pictures / MODELS.length
  const gb = (pictures * pictureBytes) / 1e9
  const perDay = jobs / 365
  const cells = [
    whole(pictures),
    whole(pictures * objectsPerPicture()),
    gb < 1000 ? `${gb.toPrecision(2)} GB` : `${(gb / 1000).toFixed(1)} TB`,
    dollars(gb * PRICE.s3GbMonth),
    whole(perDay),
    whole(perDay * (writesPerJob + listsPerJob)),
    whole(perDay * readsPerJob),
    whole(perDay * edgeCallsPerJob),
    dollars(gb * PRICE.s3GbMonth + (jobs / 12) * perJob),
  ]
  console.info(`| ${cells.join(' | ')} |`)
}

/** Everything of a job that stays, by picture: records, original, variants, gallery key. */
function objectsPerPicture(): number {
  return (counted.made.writes + counted.accepted.writes) / MODELS.length
}

function describe({ writes, lists, reads }: Operations): string {
  return `${writes} writes, ${lists} lists, ${reads} reads`
}

/** Small ones keep two digits. */
function whole(amount: number): string {
  return amount < 10 ? amount.toPrecision(2) : Math.round(amount).toLocaleString('en')
}

function dollars(amount: number): string {
  return amount < 100 ? amount.toFixed(2) : Math.round(amount).toLocaleString('en')
}
