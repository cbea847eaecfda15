import { checkCycles } from './check-cycles.ts'
import { checkEdge } from './check-edge.ts'
import { checkEnums } from './check-enums.ts'
import { checkNumbers } from './check-numbers.ts'
import { checkPolicies } from './check-policies.ts'
import { checkReferences } from './check-references.ts'
import { checkRetention } from './check-retention.ts'
import { checkSettings } from './check-settings.ts'
import { checkWatching } from './check-watching.ts'
import { readTemplate } from './read-template.ts'

const CHECKS = [
  checkReferences,
  checkCycles,
  checkEnums,
  checkNumbers,
  checkPolicies,
  checkRetention,
  checkSettings,
  checkEdge,
  checkWatching,
]

/**
 * What is wrong with a template by itself and against the code, each a sentence.
 * @throws TemplateError for a text that is no template
 */
export function checkTemplate(text: string): string[] {
  const template = readTemplate(text)
  return CHECKS.flatMap((check) => check(template))
}
