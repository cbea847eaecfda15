import { type ComponentType, lazy } from 'react'

/** A screen that is loaded when it is first shown. A failed load is tried once more: a lost packet is no lost version. */
export function loadScreen<Props>(load: () => Promise<ComponentType<Props>>) {
  const asModule = async () => ({ default: await load().catch(load) })
  return lazy(asModule)
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
