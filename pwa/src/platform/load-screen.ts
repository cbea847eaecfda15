import { type ComponentType, lazy } from 'react'

/** A screen that is loaded when it is first shown. A failed load is tried once more: a lost packet is no lost version. */
export function loadScreen<Props>(load: () => Promise<ComponentType<Props>>) {
  const asModule = async () => ({ default: await load().catch(load) })
  return lazy(asModule)
}
