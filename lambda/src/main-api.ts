import { handle } from 'hono/aws-lambda'
import { ConfigError, readConfig } from './config.ts'
import { createApp } from './http/app.ts'
import { viewerAddress } from './http/viewer-address.ts'
import { createServices } from './services.ts'

const config = readConfig()
const { originSecrets } = config
// Whoever knows the function's own address could otherwise write down any address as theirs.
if (originSecrets.length === 0) throw new ConfigError(['ORIGIN_SECRET is missing.'])

const services = await createServices(config)
const lambda = handle(createApp({ ...services, clientAddress: viewerAddress, originSecrets }))

/** Lambda's entry for HTTP API events (payload version 2). Two parameters: the runtime refuses a third. */
export async function handler(event: Parameters<typeof lambda>[0], context: Parameters<typeof lambda>[1]) {
  return lambda(event, context)
}
