import { OutboxScreen } from './features/outbox/outbox-screen.tsx'

/** What waits on this device. */
export function OutboxPage() {
  return <OutboxScreen />
}
