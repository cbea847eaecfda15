import { access, mkdir, rmdir, writeFile } from 'node:fs/promises'

const PERIOD_US = 100_000
const V1 = '/sys/fs/cgroup/cpu'
const V2 = '/sys/fs/cgroup'

/** A share of one processor's time for a process and its threads, as Lambda gives it by memory. */
export interface CpuShare {
  /** A process that writes its id here has the share from then on. */
  readonly file: string
  readonly remove: () => Promise<void>
}

/** Undefined: this machine lets nobody set shares (no cgroup can be written). */
export async function createCpuShare(share: number): Promise<CpuShare | undefined> {
  const quota = Math.round(PERIOD_US * share)
  const name = `pixel-prompt-${process.pid}-${quota}`
  const isV1 = await access(`${V1}/cpu.cfs_quota_us`).then(
    () => true,
    () => false,
  )
  const folder = isV1 ? `${V1}/${name}` : `${V2}/${name}`
  try {
    await mkdir(folder)
    if (isV1) await writeFile(`${folder}/cpu.cfs_period_us`, String(PERIOD_US))
    if (isV1) await writeFile(`${folder}/cpu.cfs_quota_us`, String(quota))
    else await writeFile(`${folder}/cpu.max`, `${quota} ${PERIOD_US}`)
  } catch {
    await rmdir(folder).catch(() => undefined) // it was never made, or is left empty
    return undefined
  }
  return { file: `${folder}/cgroup.procs`, remove: () => rmdir(folder) }
}
