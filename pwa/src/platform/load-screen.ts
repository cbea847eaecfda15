import { type ComponentType, createElement, lazy, type ReactNode, useState } from 'react'

/** A part of the app that cannot be loaded: there is no network, or the server has only newer versions of it. */
export class MissingPartError extends Error {
  override readonly name = 'MissingPartError'

  /** Lets the part be loaded anew when it is shown again. */
  readonly forget: () => void

  constructor(cause: unknown, forget: () => void) {
    super('A part of the app could not be loaded.', { cause })
    this.forget = forget
  }
}

interface LoadedScreen<Props> {
  (props: Props): ReactNode
  /** Loads it ahead. Once it is there it is shown at once; what fails is tried again, and said, when it is shown. */
  readonly prepare: () => Promise<void>
}

/**
 * A screen that is loaded when it is first shown. A failed load is tried once more: a lost packet is no lost version.
 * After that it throws a MissingPartError.
 */
export function loadScreen<Props extends object>(load: () => Promise<ComponentType<Props>>): LoadedScreen<Props> {
  let known: ComponentType<Props> | undefined
  let Part = begin()

  async function loadTwice(): Promise<ComponentType<Props>> {
    known = await load().catch(load)
    return known
  }
  function begin() {
    return lazy(async () => {
      try {
        return { default: await loadTwice() }
      } catch (cause) {
        throw new MissingPartError(cause, () => {
          Part = begin()
        })
      }
    })
  }
  function LoadedScreen(props: Props) {
    // A lazy one suspends even where its code is there, and what stands in for it stays for some time.
    const [Shown] = useState(() => known ?? Part)
    return createElement(Shown, props)
  }
  return Object.assign(LoadedScreen, {
    prepare: () => loadTwice().then(ignore, ignore),
  })
}

/** The screen shows what came of it. */
const ignore = () => undefined

/** A part that its screen can do without. Where it cannot be loaded, the other stands in its place until the next visit. */
export function loadPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  inItsPlace: ComponentType<Props>,
) {
  return loadScreen(async () => {
    try {
      return await load().catch(load)
    } catch {
      return inItsPlace // fetching a chunk fails for no other reason than the network or a newer version of the app
    }
  })
}
