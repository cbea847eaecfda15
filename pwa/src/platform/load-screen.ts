import { type ComponentType, lazy } from 'react'

/** A part of the app that cannot be loaded: there is no network, or the server has only newer versions of it. */
export class MissingPartError extends Error {
  override readonly name = 'MissingPartError'
}

/** A screen that is loaded when it is first shown. A failed load is tried once more: a lost packet is no lost version. */
export function loadScreen<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    try {
      return { default: await load().catch(load) }
    } catch (cause) {
      throw new MissingPartError('A part of the app could not be loaded.', { cause })
    }
  })
}

/** A part that its screen can do without. Where it cannot be loaded, the other stands in its place until the next visit. */
export function loadPart<Props>(load: () => Promise<ComponentType<Props>>, inItsPlace: ComponentType<Props>) {
  return loadScreen(async () => {
    try {
      return await load().catch(load)
    } catch {
      return inItsPlace // fetching a chunk fails for no other reason than the network or a newer version of the app
    }
  })
}
