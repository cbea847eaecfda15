import { ANIMALS } from './animals.ts'
import { BUILDINGS_AND_VEHICLES } from './buildings-and-vehicles.ts'
import type { Part } from './drawing.ts'
import { PEOPLE_AND_THINGS } from './people-and-things.ts'
import { PLANTS } from './plants.ts'
import type { SubjectKind } from './subjects.ts'

/** One drawing for each kind of subject; the compiler asks for the missing ones. */
export const DRAWINGS: Readonly<Record<SubjectKind, readonly Part[]>> = {
  ...ANIMALS,
  ...PEOPLE_AND_THINGS,
  ...BUILDINGS_AND_VEHICLES,
  ...PLANTS,
}
