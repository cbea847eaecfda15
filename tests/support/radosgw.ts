import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool']
const DAEMONS = ['client.admin', 'osd.0', 'mon.a']
const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 3000

export interface Radosgw {
  readonly endpoint: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** Ends its three processes and removes its folder. */
  stop(): Promise<void>
}

/** Why radosgw, the S3 server of Ceph, cannot run on this machine; undefined where it can. */
export function whyNoRadosgw(): string | undefined {
  const missing = PROGRAMS.filter((program) => spawnSync('which', [program]).status !== 0)
  if (missing.length === 0) return undefined
  return `not installed: ${missing.join(', ')} (Debian: apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common)`
}

/** A cluster of one monitor, one disk in memory and one S3 door, on 127.0.0.1 and in one folder. Takes about 15 s. */
export async function startRadosgw(): Promise<Radosgw> {
  // Names of UNIX sockets end at 107 bytes, so the folder's path is short.
  const folder = await mkdtemp('/tmp/rgw-')
  const stop = async () => {
    for (const daemon of DAEMONS) await stopDaemon(join(folder, 'run', `${daemon}.pid`))
    await rm(folder, { recursive: true })
  }
  try {
    const [s3Port, monitorPort] = await findFreePorts()
    const config = join(folder, 'ceph.conf')
    const cluster = randomUUID()
    for (const name of ['run', 'log', 'mon', 'osd', 'rgw']) await mkdir(join(folder, name))
    await writeFile(config, cephConfig({ folder, cluster, s3Port, monitorPort }))
    await startMonitor({ folder, config, cluster, monitorPort })
    await startDisk({ folder, config })
    await run('radosgw', ['-c', config, '-n', 'client.admin'])
    const endpoint = `http://127.0.0.1:${s3Port}`
    await untilAnswering(endpoint)
    const credentials = { accessKeyId: 'TESTKEY', secretAccessKey: 'TESTSECRET' }
    const user = ['--uid=test', '--display-name=test', '--max-buckets=0']
    const keys = [`--access-key=${credentials.accessKeyId}`, `--secret-key=${credentials.secretAccessKey}`]
    await run('radosgw-admin', ['-c', config, 'user', 'create', ...user, ...keys])
    return { endpoint, credentials, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startMonitor(of: { folder: string; config: string; cluster: string; monitorPort: number }) {
  const keyring = join(of.folder, 'keyring')
  const map = join(of.folder, 'monmap')
  const address = `[v2:127.0.0.1:${of.monitorPort}]`
  const all = ['--cap', 'mon', 'allow *']
  await run('ceph-authtool', ['--create-keyring', keyring, '--gen-key', '-n', 'mon.', ...all])
  await run('ceph-authtool', [keyring, '--gen-key', '-n', 'client.admin', ...all, '--cap', 'osd', 'allow *'])
  await run('monmaptool', ['--create', '--fsid', of.cluster, '--addv', 'a', address, map])
  await run('ceph-mon', ['-c', of.config, '--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring])
  await run('ceph-mon', ['-c', of.config, '-i', 'a'])
}

async function startDisk({ folder, config }: { folder: string; config: string }) {
  const disk = randomUUID()
  const keyring = join(folder, 'osd', 'keyring')
  await run('ceph', ['-c', config, 'osd', 'new', disk, '0'])
  await run('ceph-authtool', ['--create-keyring', keyring, '--gen-key', '-n', 'osd.0'])
  const rights = ['osd', 'allow *', 'mon', 'allow profile osd']
  await run('ceph', ['-c', config, 'auth', 'add', 'osd.0', ...rights, '-i', keyring])
  await run('ceph-osd', ['-c', config, '-i', '0', '--mkfs', '--osd-uuid', disk])
  await run('ceph', ['-c', config, 'osd', 'crush', 'add', 'osd.0', '1.0', 'root=default', 'host=local'])
  await run('ceph-osd', ['-c', config, '-i', '0'])
}

async function untilAnswering(endpoint: string): Promise<void> {
  const giveUpAt = performance.now() + READY_TIMEOUT_MS
  for (;;) {
    try {
      await fetch(endpoint)
      return
    } catch (error) {
      // The port opens only when the pools are made.
      if (performance.now() > giveUpAt) throw error
    }
    await sleep(200)
  }
}

/** SIGTERM, and SIGKILL for one that does not listen: the disk's process takes its time otherwise. */
async function stopDaemon(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 0) return
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const giveUpAt = performance.now() + STOP_TIMEOUT_MS
    while (send(pid, signal) && performance.now() < giveUpAt) await sleep(50)
  }
}

/** Whether the process was still there. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    // It has ended, which is what was wanted.
    return false
  }
}

async function findFreePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()]
  const ports: number[] = []
  for (const server of servers) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address !== null && typeof address === 'object') ports.push(address.port)
  }
  for (const server of servers) server.close()
  const [first, second] = ports
  if (first === undefined || second === undefined) throw new Error('no free ports on 127.0.0.1')
  return [first, second]
}

function cephConfig(of: { folder: string; cluster: string; s3Port: number; monitorPort: number }): string {
  return `[global]
fsid = ${of.cluster}
mon host = [v2:127.0.0.1:${of.monitorPort}]
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
run dir = ${of.folder}/run
log file = ${of.folder}/log/$name.log
admin socket = ${of.folder}/run/$name.asok
pid file = ${of.folder}/run/$name.pid
public addr = 127.0.0.1
cluster addr = 127.0.0.1
# One disk holds the only copy of everything.
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data avail crit = 1
mon data avail warn = 2
[mon.a]
mon data = ${of.folder}/mon
[osd]
keyring = ${of.folder}/osd/keyring
[osd.0]
osd data = ${of.folder}/osd
osd objectstore = memstore
memstore device bytes = 2147483648
[client]
keyring = ${of.folder}/keyring
rgw frontends = beast endpoint=127.0.0.1:${of.s3Port}
rgw data = ${of.folder}/rgw
# Nothing is to run in the background of a test.
rgw run sync thread = false
rgw enable gc threads = false
rgw enable lc threads = false
`
}
