import { useEffect, useState } from 'react'
import { createObservable } from '#offline/observable.ts'
import type { Vote, Votes, VotesState } from '#offline/votes.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'

const UNREAD = createObservable<VotesState>({ isRead: false, votes: [] })

export interface DeviceVotes extends VotesState {
  /** Answers whether the device keeps it. */
  readonly add: (vote: Vote) => Promise<boolean>
  /** Answers whether they are gone. */
  readonly clear: () => Promise<boolean>
}

/** The votes of this device, read anew with each comparison: other tabs vote too. */
export function useVotes(): DeviceVotes {
  const { device, reportError } = useServices()
  const [store, setStore] = useState<Votes>()
  const state = useObservable(store?.state ?? UNREAD)
  useEffect(() => {
    async function open() {
      const opened = await device.openVotes()
      setStore(opened)
      await opened.read()
    }
    open().catch((error: unknown) => reportError({ error, where: 'votes', level: 'WARNING' }))
  }, [device, reportError])

  async function isDone(work: (votes: Votes) => Promise<void>): Promise<boolean> {
    try {
      await work(store ?? (await device.openVotes()))
      return true
    } catch (error) {
      reportError({ error, where: 'votes', level: 'WARNING' })
      return false
    }
  }

  return { ...state, add: (vote) => isDone((votes) => votes.add(vote)), clear: () => isDone((votes) => votes.clear()) }
}
