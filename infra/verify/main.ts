/** What HTTP can tell of a deployment: `npm run verify:deployed -- --target URL [--api ENDPOINT]`. It changes nothing. */
import { parseArgs } from 'node:util'
import { checkAnswers } from './check-answers.ts'
import { checkVectors } from './check-vectors.ts'
import { createAsk } from './raw-request.ts'

const { values } = parseArgs({
  options: { target: { type: 'string', default: 'http://127.0.0.1:8080' }, api: { type: 'string' } },
})

try {
  const ask = createAsk(values.target)
  const findings = [...(await checkAnswers(ask, { ...values, api: values.api })), ...(await checkVectors(ask))]
  for (const { question, outcome, seen } of findings) {
    if (outcome === 'no') console.info(`NO      ${question}: ${seen}`)
  }
  const untold = Map.groupBy(
    findings.filter(({ outcome }) => outcome === 'untold'),
    ({ seen }) => seen ?? '',
  )
  for (const [reason, group] of untold) console.info(`untold  ${group.length} questions: ${reason}`)
  const count = (wanted: string) => findings.filter(({ outcome }) => outcome === wanted).length
  console.info(`${count('yes')} as expected, ${count('no')} not, ${count('untold')} that HTTP does not tell`)
  if (count('no') > 0) process.exitCode = 1
} catch (error) {
  console.error(`${values.target} cannot be verified: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
