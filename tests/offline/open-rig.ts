import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack } from '../../infra/local/stack.ts'
import { removeFolder } from '../support/remove-folder.ts'
import { type FaultServer, startFaultServer } from './fault-server.ts'
import { type KillableBrowser, startKillableBrowser } from './killable-browser.ts'
import { QUICK_TIMEOUT_MS } from './quick-build.ts'
import { type RefusingModel, startRefusingModel } from './refusing-model.ts'

/** A device, a bad network and a server, on a folder of their own. */
export interface Rig {
  readonly folder: string
  readonly network: FaultServer
  readonly model: RefusingModel
  readonly browser: KillableBrowser
  /** The browser's profile. */
  readonly profile: string
  readonly close: () => Promise<void>
}

/** @param siteFolder the built app, with its quick times. A job ends as soon as it is begun: the only model refuses. */
export async function openRig(siteFolder: string): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-rig-'))
  const model = await startRefusingModel()
  const environment = { DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'ERROR', ...model.environment }
  const stack = await startStack({ environment, root: folder, siteFolder })
  const network = await startFaultServer({ target: stack.url, slowMs: QUICK_TIMEOUT_MS * 1.5 })
  const profile = join(folder, 'profile')
  await mkdir(profile)
  const browser = await startKillableBrowser(profile)
  return {
    ...{ folder, network, model, browser, profile },
    async close() {
      await browser.close()
      await network.close()
      await stack.stop()
      await model.close()
      await removeFolder(folder)
    },
  }
}
