import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { Launcher } from 'chrome-launcher'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const run = promisify(execFile)

/** Chromium takes the last list of this kind only: what Playwright and chrome-launcher turn off is in it again. */
const TURNED_OFF = [
  // Pages of its own below the address bar, loaded for each window: 0.6 s of a processor, beside what is measured or tested.
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  // Calls of its own.
  ...['AimEnabled', 'AutofillServerCommunication', 'CertificateTransparencyComponentUpdater', 'DialMediaRouteProvider'],
  ...['InterestFeedContentSuggestions', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying'],
  ...['OptimizationHints', 'PreconnectToSearch', 'PrivacySandboxSettings4', 'Translate'],
  // What the two tools cannot work with yet, or what treats 127.0.0.1 unlike a site of one's own.
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'CalculateNativeWinOcclusion'],
  ...['DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'PaintHolding'],
  ...['RenderDocument', 'ThirdPartyStoragePartitioning'],
]

/** Flags for a machine without a display, a sandbox for root, or a network. */
export const BROWSER_FLAGS = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${TURNED_OFF.join()}`,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/**
 * The Chromium to drive: CHROME_PATH, an installed Chrome or Chromium, or Debian's package, which is installed where this
 * runs as root on Debian or Ubuntu. Throws an error that names both ways otherwise.
 */
export async function findBrowser(): Promise<string> {
  const chosen = process.env.CHROME_PATH
  if (chosen) {
    await access(chosen)
    return chosen
  }
  const installed = findInstalled()
  if (installed !== undefined) return installed
  if (await isDebianRoot()) {
    console.info('No Chrome or Chromium was found; installing the package "chromium".')
    await run('apt-get', ['update', '-qq'])
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['install', '-y', '-qq', 'chromium'], { env: environment, maxBuffer: 1 << 26 })
    return '/usr/bin/chromium'
  }
  throw new Error('The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to its program.')
}

function findInstalled(): string | undefined {
  try {
    return Launcher.getInstallations()[0]
  } catch {
    return undefined // chrome-launcher throws where it finds none
  }
}

async function isDebianRoot(): Promise<boolean> {
  const system = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return process.getuid?.() === 0 && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(system)
}

/** A browser of its own, to be closed by the caller. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS })
}

/** A browser with a profile that stays, as a person has it: some things are refused to the private ones of tests. */
export async function openProfile(profile: string, options: { readonly baseURL: string }): Promise<BrowserContext> {
  const executablePath = await findBrowser()
  return chromium.launchPersistentContext(profile, { executablePath, args: BROWSER_FLAGS, ...options })
}
