/** What has to be in the environment before a process begins; what is set already wins. */
const SETTINGS = {
  // Files and pictures share libuv's threads: with four of them, a few encoders would hold up every read.
  UV_THREADPOOL_SIZE: '8',
  // glibc keeps what pictures have used unless it is told a limit: 770 MiB in place of 380 after fifty jobs.
  MALLOC_TRIM_THRESHOLD_: '65536',
} as const

const isSet = Object.keys(SETTINGS).every((name) => process.env[name] !== undefined)
if (!isSet && process.platform === 'linux' && process.execve !== undefined) {
  const program = [process.execPath, '--disable-warning=ExperimentalWarning', ...process.argv.slice(1)]
  // The same process begins anew, so that signals and the process id stay what they are.
  process.execve(process.execPath, program, { ...SETTINGS, ...process.env })
}
const { main } = await import('./main.ts') // not above: what is loaded before the new beginning is loaded twice
await main()

export {}
