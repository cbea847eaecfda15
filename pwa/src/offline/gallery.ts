import type { GalleryItem } from './gallery-item.ts'
import type { Observable } from './observable.ts'

/** The gallery as this device knows it. */
export interface GalleryState {
  /** Newest first, each job once. Without those that are deleted, or are about to be. */
  readonly items: readonly GalleryItem[]
  /** What the device has kept was read; until then `items` may be empty for that reason alone. */
  readonly isRead: boolean
  /** `asking`: on its way. `told`: the newest page is there. `away`: it could not be loaded. */
  readonly server: 'asking' | 'told' | 'away'
  /** Nothing older than `items` exists. */
  readonly isComplete: boolean
  /** The sealed days of the gallery, and how many of them are on this device: what a search covers. */
  readonly days: { readonly kept: number; readonly all: number | undefined }
  /** Ids of jobs, marked on this device. */
  readonly favourites: ReadonlySet<string>
  /** Ids of jobs whose pictures are kept for reading without a network. */
  readonly keptOffline: ReadonlySet<string>
  /** Ids of the jobs sent from this device: those that it may delete. */
  readonly own: ReadonlySet<string>
}

/** How long a person can undo a deletion, milliseconds. */
export const UNDO_MS = 10_000

/** Before anything was read or asked. */
export const UNREAD_GALLERY: GalleryState = {
  ...{ items: [], isRead: false, server: 'asking', isComplete: false, days: { kept: 0, all: undefined } },
  ...{ favourites: new Set(), keptOffline: new Set(), own: new Set() },
}

/** The gallery over server and device. Every method resolves; what fails is a state. */
export interface Gallery {
  readonly state: Observable<GalleryState>
  /** Reads what the device has, then asks the server for what is new, then completes the index in the background. */
  readonly open: () => Promise<void>
  /** Asks for the next older page, where the index does not reach that far yet; or again for what could not be loaded. */
  readonly loadMore: () => Promise<void>
  /** Reads what is marked on the device, and nothing else. */
  readonly readMarks: () => Promise<void>
  readonly setFavourite: (id: string, isFavourite: boolean) => Promise<void>
  readonly setKeptOffline: (ids: readonly string[], isKept: boolean) => Promise<void>
  /** Hides the jobs at once. They are deleted from the server when the time for undoing is over, also after a reload. */
  readonly remove: (ids: readonly string[]) => Promise<void>
  /** Somebody is still at the question: the time for undoing begins anew. */
  readonly postponeRemove: (ids: readonly string[]) => Promise<void>
  /** Shows them again; answers false where it was too late. */
  readonly undoRemove: (ids: readonly string[]) => Promise<boolean>
  /** The server has said that a job is gone: its entry, pictures and records leave this device. */
  readonly forget: (id: string) => Promise<void>
}
