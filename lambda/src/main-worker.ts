import { readConfig } from './config.ts'
import { createServices } from './services.ts'
import { createWorker } from './worker.ts'
import { createWorkerServices } from './worker-services.ts'

const config = readConfig()

/** Lambda's entry for messages of the job queue. */
export const handler = createWorker(createWorkerServices(config, await createServices(config)))
