import type { JobBoardState } from './job-board-state.ts'
import type { JobRecord } from './job-record.ts'
import { emptyView, type JobView, viewOfRecord } from './job-view.ts'

export function withView(board: JobBoardState, view: JobView): JobBoardState {
  return { ...board, views: new Map(board.views).set(view.jobId, view) }
}

export function withChange(board: JobBoardState, jobId: string, part: Partial<JobView>): JobBoardState {
  return withView(board, { ...(board.views.get(jobId) ?? emptyView(jobId)), ...part })
}

export function withoutJob(board: JobBoardState, jobId: string): JobBoardState {
  const views = new Map(board.views)
  views.delete(jobId)
  return { ...board, views, shown: board.shown.filter((each) => each !== jobId) }
}

/** A job that was just accepted, on top; what is then too much is no longer shown. */
export function withAccepted(board: JobBoardState, record: JobRecord, mostShown: number): JobBoardState {
  const { jobId } = record
  const all = [jobId, ...board.shown.filter((each) => each !== jobId)]
  return {
    views: new Map(board.views).set(jobId, viewOfRecord(record)),
    shown: all.slice(0, mostShown),
    hasEarlier: board.hasEarlier || all.length > mostShown,
    own: new Set(board.own).add(jobId),
  }
}

interface Remembered {
  readonly jobs: readonly JobRecord[]
  readonly hasEarlier: boolean
  readonly ownIds: readonly string[]
}

/** What the device remembers, among what is shown already. */
export function withRemembered(board: JobBoardState, { jobs, hasEarlier, ownIds }: Remembered): JobBoardState {
  const views = new Map(board.views)
  for (const job of jobs) if (!views.has(job.jobId)) views.set(job.jobId, viewOfRecord(job))
  const createdAt = (jobId: string) => views.get(jobId)?.createdAt ?? ''
  const shown = [...new Set([...board.shown, ...jobs.map((job) => job.jobId)])]
  shown.sort((one, other) => (createdAt(other) > createdAt(one) ? 1 : -1))
  return { views, shown, hasEarlier, own: new Set([...board.own, ...ownIds]) }
}
