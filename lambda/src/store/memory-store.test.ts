import { createMemoryStore } from '../../../tests/support/memory-store.ts'
import { describeObjectStore } from './object-store.conformance.ts'

describeObjectStore('the store of the tests', async () => {
  const store = createMemoryStore()
  return { store, listCost: store.listSteps }
})
