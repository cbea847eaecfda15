import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { isTiming, unitOf } from './figure.ts'

const BUDGETS_FILE = fileURLToPath(new URL('../budgets.json', import.meta.url))

const Limit = v.pipe(v.number(), v.finite(), v.minValue(0))

const Budget = v.pipe(
  v.strictObject({
    /** Words of figures' names; `*` stands for any one word. */
    figure: v.pipe(
      v.string(),
      v.check((pattern) => unitOf(pattern) !== undefined, 'The last word names no kind of figure.'),
    ),
    atLeast: v.optional(Limit),
    atMost: v.optional(Limit),
    /** A miss by no more than this is measured once more, in the unit of the figure. */
    nearMiss: v.optional(Limit),
    /** Checked by the quick profile too. */
    quick: v.optional(v.boolean(), false),
    /** By figures that miss it, named as above: what is known to hold them. A miss stays a miss. */
    heldBy: v.optional(v.record(v.string(), v.pipe(v.string(), v.minLength(20)))),
  }),
  v.check(({ atLeast, atMost }) => (atLeast === undefined) !== (atMost === undefined), 'One limit: atLeast or atMost.'),
  v.check(
    ({ figure, heldBy = {} }) => Object.keys(heldBy).every((name) => isAbout({ figure }, name)),
    'A reason is of a figure that the budget is about.',
  ),
  v.check(({ figure, nearMiss }) => nearMiss === undefined || isTiming(figure), 'Only timings have near misses.'),
)
export type Budget = v.InferOutput<typeof Budget>

const Budgets = v.strictObject({ budgets: v.pipe(v.array(Budget), v.minLength(1)) })

/** @throws where the file breaks a rule, with the rule's sentence */
export function parseBudgets(text: string): readonly Budget[] {
  const parsed = v.safeParse(Budgets, JSON.parse(text))
  if (parsed.success) return parsed.output.budgets
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`)
  throw new Error(`perf/budgets.json: ${problems.join(' ')}`)
}

export async function readBudgets(file = BUDGETS_FILE): Promise<readonly Budget[]> {
  return parseBudgets(await readFile(file, 'utf8'))
}

/** Whether a budget is about the figure of this name. */
export function isAbout({ figure }: { readonly figure: string }, name: string): boolean {
  const [wanted, words] = [figure.split(' '), name.split(' ')]
  return wanted.length === words.length && wanted.every((word, at) => word === '*' || word === words[at])
}
