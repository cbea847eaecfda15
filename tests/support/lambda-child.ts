/**
 * One execution environment of a Lambda function: loads the bundle that the first argument names, then does one event
 * after the other. What it answers or throws goes to the parent, what it logs to its output.
 */
import { toLambdaContext } from './payload-v2.ts'

const [bundle = ''] = process.argv.slice(2)
const { handler } = await import(bundle)

process.on('message', ({ event }: { event: unknown }) => {
  handle(event).then(
    (message) => process.send?.(message),
    // Only a parent that is gone cannot be told.
    () => process.exit(1),
  )
})
process.send?.({ status: 'ready' })

async function handle(event: unknown): Promise<object> {
  try {
    return { status: 'answered', answer: await handler(event, toLambdaContext()) }
  } catch (error) {
    return { status: 'failed', error: String(error) }
  }
}
