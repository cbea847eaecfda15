/** What Chromium tells of a connection, and the platform's types leave out. */
interface NetworkConnection {
  readonly saveData?: boolean
  readonly type?: string
  readonly effectiveType?: string
}

interface NavigatorWithConnection extends Navigator {
  readonly connection?: NetworkConnection
}

/** Whether there is a network that may be used unasked: none that is paid by the byte, slow, or to be spared. */
export function isFreeNetwork(): boolean {
  const { connection }: NavigatorWithConnection = navigator
  if (!navigator.onLine || connection?.saveData === true || connection?.type === 'cellular') return false
  return connection?.effectiveType === undefined || !/2g$/.test(connection.effectiveType)
}
