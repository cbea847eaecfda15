/** How firmly the browser keeps what this app stores. */
export type Keeping = 'kept' | 'may-go' | 'unknown'

export interface DeviceStorage {
  readonly keeping: () => Promise<Keeping>
  /** Asks the browser never to remove the app's data by itself. Some ask the person, some decide for themselves. */
  readonly askToKeep: () => Promise<Keeping>
}

export function createDeviceStorage(storage: StorageManager | undefined): DeviceStorage {
  const asKeeping = (isKept: boolean): Keeping => (isKept ? 'kept' : 'may-go')
  return {
    keeping: async () => (storage?.persisted === undefined ? 'unknown' : asKeeping(await storage.persisted())),
    askToKeep: async () => (storage?.persist === undefined ? 'unknown' : asKeeping(await storage.persist())),
  }
}
