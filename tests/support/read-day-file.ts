import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { DayFile } from '#contract/gallery-index.ts'
import { dayFileKey } from '../../lambda/src/store/keys.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'

/** A day file as a device reads it, or undefined where the day is not sealed. */
export async function readDayFile(store: ObjectStore, day: string): Promise<DayFile | undefined> {
  const object = await store.get(dayFileKey(day))
  return object && v.parse(DayFile, JSON.parse(gunzipSync(object.body).toString()))
}
