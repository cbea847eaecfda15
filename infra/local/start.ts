// Files and pictures share libuv's threads: with four of them, a few encoders would hold up every read. The size is taken
// at the first use of a thread, which the loading of a module is, so that everything else is imported afterwards.
process.env.UV_THREADPOOL_SIZE ??= '8'
const { main } = await import('./main.ts')
await main()

export {}
