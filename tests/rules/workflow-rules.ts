import { matchesGlob } from 'node:path'
import * as v from 'valibot'
import { parse } from 'yaml'

export interface WorkflowFile {
  /** From the root of the repository. */
  readonly path: string
  readonly text: string
}

const Step = v.object({ run: v.optional(v.string()) })
const Job = v.object({
  uses: v.optional(v.string()),
  steps: v.optional(v.array(Step), []),
  'timeout-minutes': v.optional(v.number()),
})
const Filter = v.object({ paths: v.optional(v.array(v.string())), 'paths-ignore': v.optional(v.array(v.string())) })
const Workflow = v.object({
  on: v.union([v.string(), v.array(v.string()), v.record(v.string(), v.unknown())]),
  permissions: v.optional(v.unknown()),
  concurrency: v.optional(v.unknown()),
  jobs: v.record(v.string(), Job),
})
type Workflow = v.InferOutput<typeof Workflow>

/** Every `uses`, a remark behind it included. */
const USES = /^\s*(?:- )?uses:\s*(.+)$/gm
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/
/** Texts that strangers choose: in a script they would be run. */
const FOREIGN = /\$\{\{[^}]*\bgithub\s*\.\s*(?:event|head_ref)\b/

/** What a workflow does that none may, each a sentence. */
export function checkWorkflow({ path, text }: WorkflowFile): string[] {
  const workflow = v.parse(Workflow, parse(text))
  return [
    ...checkActions(text),
    ...checkPermissions(workflow.permissions),
    ...(workflow.concurrency === undefined ? ['it has no concurrency'] : []),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => checkJob(name, job)),
    ...checkPaths(path, workflow.on),
  ]
}

function checkActions(text: string): string[] {
  const used = [...text.matchAll(USES)].map(([, reference = '']) => reference.trim())
  const isOurs = (reference: string) => reference.startsWith('./')
  return used
    .filter((reference) => !isOurs(reference) && !PINNED.test(reference))
    .map((reference) => `"${reference}" is not pinned by a commit with its version behind it`)
}

function checkPermissions(permissions: unknown): string[] {
  if (permissions === undefined) return ['it has no permissions at its top']
  const granted = v.safeParse(v.record(v.string(), v.picklist(['read', 'none'])), permissions)
  return granted.success ? [] : ['its permissions at the top allow more than reading']
}

function checkJob(name: string, { uses, steps, 'timeout-minutes': timeout }: Workflow['jobs'][string]): string[] {
  const timeless = uses === undefined && timeout === undefined ? [`job ${name} has no timeout-minutes`] : []
  const foreign = steps.filter(({ run = '' }) => FOREIGN.test(run))
  return [...timeless, ...foreign.map(({ run = '' }) => `job ${name} runs the words of strangers: ${run.trim()}`)]
}

/** A pipeline that does not run when it is changed breaks at the next change of something else. */
function checkPaths(path: string, on: Workflow['on']): string[] {
  if (typeof on === 'string' || Array.isArray(on)) return []
  return Object.entries(on).flatMap(([event, settings]) => {
    const filter = v.safeParse(Filter, settings)
    if (!filter.success) return []
    const { paths, 'paths-ignore': ignored = [] } = filter.output
    const isSeen = paths === undefined || paths.some((pattern) => matchesGlob(path, pattern))
    const isIgnored = ignored.some((pattern) => matchesGlob(path, pattern))
    return isSeen && !isIgnored ? [] : [`the path filter of ${event} leaves out the file itself`]
  })
}
