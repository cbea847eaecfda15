import { createContext, type ReactNode, use } from 'react'
import type { Api } from '#api/api.ts'
import type { Draft } from '#offline/draft.ts'
import type { Gallery } from '#offline/gallery.ts'
import type { JobBoard } from '#offline/job-board.ts'
import type { ModelChoice } from '#offline/model-choice.ts'
import type { ModelList } from '#offline/model-list.ts'
import type { Observable, Writable } from '#offline/observable.ts'
import type { Outbox } from '#offline/outbox.ts'
import type { Pictures } from '#offline/pictures.ts'
import type { Restored } from '#offline/restore-outbox.ts'
import type { SingleKeys } from '#offline/single-keys.ts'
import type { SubmitPrompt } from '#offline/submit-prompt.ts'
import type { Timing } from '#offline/timing.ts'
import type { AppUpdates } from './app-updates.ts'
import type { Device } from './device.ts'
import type { DeviceStorage } from './device-storage.ts'
import type { Install } from './install.ts'
import type { Notices } from './notices.ts'
import type { ReportError } from './report-error.ts'
import type { SpeedState } from './speed.ts'

/** What the screens work with. Made once in services.ts, replaced in tests. */
export interface Services {
  readonly api: Api
  readonly draft: Draft
  readonly gallery: Gallery
  readonly jobs: JobBoard
  readonly modelChoice: ModelChoice
  readonly modelList: ModelList
  readonly outbox: Outbox
  readonly singleKeys: () => Promise<SingleKeys>
  readonly submitPrompt: SubmitPrompt
  /** Loads what sends, ahead of its first use. */
  readonly prepareSending: () => Promise<unknown>
  /** What the browser has lost since the last visit, and what of it was brought back. */
  readonly restored: Observable<Restored>
  /** The sentence in the status line; `announce` puts the next one there. */
  readonly statusLine: Observable<string>
  readonly announce: (sentence: string) => void
  readonly updates: AppUpdates
  readonly deviceStorage: DeviceStorage
  readonly install: Install
  readonly device: Device
  readonly pictures: Pictures
  /** The job whose pictures are open in this page. */
  readonly openJob: Writable<string | undefined>
  readonly notices: Notices
  /** How fast this visit is, once that is measured. */
  readonly speed: Observable<SpeedState>
  /** Pictures that another app has shared with this one. */
  readonly sharedPictures: Observable<readonly Blob[]>
  readonly dropShared: () => Promise<void>
  readonly reportError: ReportError
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Calls back once, after that many milliseconds; answers how to call it off. */
  readonly after: Timing['after']
  /** From 0 to below 1. */
  readonly random: Timing['random']
  readonly mintId: () => string
}

const ServicesContext = createContext<Services | undefined>(undefined)

export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>
}

export function useServices(): Services {
  const services = use(ServicesContext)
  if (services === undefined) throw new Error('A screen stands outside of ServicesProvider.')
  return services
}
