import * as v from 'valibot'
import { ASPECT_RATIOS } from '#contract/aspect-ratios.ts'
import { JobId } from '#contract/ids.ts'
import { createObservable, type Observable } from './observable.ts'
import type { SettingsStore } from './settings-store.ts'
import type { Timing } from './timing.ts'

const KEY = 'draft'
const SAVE_DELAY_MS = 300

const Options = v.object({
  aspectRatio: v.optional(v.picklist(ASPECT_RATIOS)),
  /** As typed; checked when it is sent. */
  seed: v.optional(v.string(), ''),
  negativePrompt: v.optional(v.string(), ''),
  /** Left out = never chosen, the deployment decides. */
  publish: v.optional(v.boolean()),
})
export type DraftOptions = v.InferOutput<typeof Options>

const Stored = v.object({ jobId: JobId, text: v.string(), options: Options })

export interface DraftState {
  readonly text: string
  readonly options: DraftOptions
}

export interface Draft {
  readonly state: Observable<DraftState>
  /** Reads the draft of the last visit; what was typed meanwhile wins. */
  readonly load: () => Promise<void>
  readonly setText: (text: string) => void
  readonly setOptions: (change: Partial<DraftOptions>) => void
  /** The id of the prompt that is being written: minted with it, and its own wherever it goes. */
  readonly id: () => string
  /** Called when the outbox holds the prompt: a new id, and an empty text unless another one was typed meanwhile. */
  readonly submitted: (id: string, sentText: string) => void
  /** Gives up an id that belongs to another text already. */
  readonly renew: () => void
  /** Writes at once what waits to be saved. */
  readonly save: () => Promise<void>
}

interface DraftTools {
  readonly settings: SettingsStore
  readonly timing: Timing
  readonly mintId: () => string
}

export function createDraft({ settings, timing, mintId }: DraftTools): Draft {
  const state = createObservable<DraftState>({ text: '', options: { seed: '', negativePrompt: '' } })
  let jobId = mintId()
  let isTouched = false
  let cancelSave: (() => void) | undefined

  function change(next: DraftState): void {
    isTouched = true
    state.set(next)
    cancelSave?.()
    cancelSave = timing.after(SAVE_DELAY_MS, () => {
      // A failed write is reported by the store and the draft stays in memory: nothing to wait for here.
      void save()
    })
  }

  async function save(): Promise<void> {
    cancelSave?.()
    cancelSave = undefined
    const stored: v.InferInput<typeof Stored> = { jobId, ...state.get() }
    await settings.write(KEY, stored)
  }

  return {
    state,
    // A page that changed nothing writes nothing: it would undo what another tab has written meanwhile.
    save: () => (cancelSave === undefined ? Promise.resolve() : save()),
    async load() {
      const stored = await settings.read(KEY, Stored)
      if (stored === undefined) return
      jobId = stored.jobId
      // What was typed while the device was still reading stays; what was not touched is as it was left.
      const { text, options } = state.get()
      state.set({ text: text === '' ? stored.text : text, options: isTouched ? options : stored.options })
    },
    setText: (text) => change({ ...state.get(), text }),
    setOptions: (options) => change({ ...state.get(), options: { ...state.get().options, ...options } }),
    id: () => jobId,
    submitted(id, sentText) {
      if (jobId === id) jobId = mintId()
      const { text, options } = state.get()
      change({ text: text === sentText ? '' : text, options })
    },
    renew() {
      jobId = mintId()
    },
  }
}
