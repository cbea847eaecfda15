import { startStack } from '../../infra/local/stack.ts'

/** The local stack over one built site, in a process of its own: what measures must not share a thread with what answers. */
const [siteFolder = '', dataFolder = ''] = process.argv.slice(2)
const environment = { PORT: '0', LOG_LEVEL: 'ERROR', DATA_DIR: dataFolder }
const stack = await startStack({ environment, root: dataFolder, siteFolder })
process.send?.(stack.url)
process.once('disconnect', () => {
  // Who measures has ended, or wants no more: nothing is left to be told of trouble.
  void stack.stop().finally(() => process.exit(0))
})
