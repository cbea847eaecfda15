import * as v from 'valibot'
import type { SettingsStore } from './settings-store.ts'

/** Where it stands among the settings. */
export const OWNER_KEY = 'ownerKey'
const BYTES = 32
const OwnerKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/** The secret of this device, minted once. Who holds it may later delete or repeat the jobs that were sent with it. */
export type OwnerKeySource = () => Promise<string>

export function createOwnerKey(
  settings: SettingsStore,
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown,
): OwnerKeySource {
  let key: Promise<string> | undefined
  return function ownerKey() {
    key ??= readOrMint()
    return key
  }

  async function readOrMint(): Promise<string> {
    const stored = await settings.read(OWNER_KEY, OwnerKey)
    if (stored !== undefined) return stored
    const bytes = new Uint8Array(BYTES)
    random(bytes)
    const minted = toBase64Url(bytes)
    await settings.write(OWNER_KEY, minted)
    return minted
  }
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
