import * as v from 'valibot'
import type { Plugin } from 'vite'

const Defect = v.object({ file: v.string(), find: v.string(), replace: v.string() })

/**
 * Changes one source as it is loaded, so that a test can show that it notices.
 * @param planted the change as JSON; without one nothing is changed
 */
export function plantedDefect(planted: string | undefined): Plugin {
  const defect = planted === undefined ? undefined : v.parse(Defect, JSON.parse(planted))
  return {
    name: 'planted-defect',
    enforce: 'pre',
    transform(code, id) {
      if (defect === undefined || !id.endsWith(defect.file)) return
      if (code.split(defect.find).length !== 2)
        throw new Error(`"${defect.find}" does not stand once in ${defect.file}.`)
      return code.replace(defect.find, () => defect.replace)
    },
  }
}
