import { type ComponentType, createElement, lazy } from 'react'

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

/**
 * A screen that is loaded when it is first shown. A failed load is tried once more: a lost packet is no lost version.
 * After that it throws a MissingPartError.
 */
export function loadScreen<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Part = begin()
  function begin() {
    return lazy(async () => {
      try {
        return { default: await load().catch(load) }
      } catch (cause) {
        throw new MissingPartError(cause, () => {
          Part = begin()
        })
      }
    })
  }
  return function LoadedScreen(props: Props) {
    return createElement(Part, props)
  }
}

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
