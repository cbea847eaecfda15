import { readFileSync } from 'node:fs'

/** The text of a file that the operator names, at the start of the program; undefined where it cannot be read. */
export function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // the caller names the setting, which says more than the path
  }
}
