import { getConnInfo, handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { createApp } from './http/app.ts'
import { createServices } from './services.ts'

const services = await createServices(readConfig())
const lambda = handle(createApp({ ...services, clientAddress: (context) => getConnInfo(context).remote.address }))

/** Lambda's entry for HTTP API events (payload version 2). Two parameters: the runtime refuses a third. */
export async function handler(event: Parameters<typeof lambda>[0], context: Parameters<typeof lambda>[1]) {
  return lambda(event, context)
}
