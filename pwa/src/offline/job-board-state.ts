import type { JobView } from './job-view.ts'

export interface JobBoardState {
  readonly views: ReadonlyMap<string, JobView>
  /** Ids of the jobs made on this device that are shown, newest first. */
  readonly shown: readonly string[]
  readonly hasEarlier: boolean
  /** Ids of all jobs made on this device: it holds the key to change them. */
  readonly own: ReadonlySet<string>
}

export const EMPTY_BOARD: JobBoardState = { views: new Map(), shown: [], hasEarlier: false, own: new Set() }
