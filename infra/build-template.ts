import { TemplateError } from './template/read-template.ts'

const EDGE_MARKER = "'{{edge/dist/viewer-request.js}}'"
const FOLDERS = /\b(CodeUri|ContentUri):(\s*)dist\//g
/** What the template names below dist/, each once. */
const EXPECTED = ['lambda/api', 'lambda/worker', 'layers/sharp'] as const

/**
 * The template as it is deployed, from dist/: with the text of the edge function, which has to stand in it (parameters end at
 * 4,096 bytes), and folders as they lie beside it.
 * @throws TemplateError where the template does not have what is filled in
 */
export function fillTemplate(template: string, edgeCode: string): string {
  const parts = template.split(EDGE_MARKER)
  if (parts.length !== 2) {
    throw new TemplateError(
      `template.yaml has ${parts.length - 1} places for the edge function, not one: ${EDGE_MARKER}`,
    )
  }
  // A JSON string is a double-quoted scalar of YAML.
  const filled = parts.join(JSON.stringify(edgeCode)).replace(FOLDERS, '$1:$2')
  for (const folder of EXPECTED) {
    const times = filled.match(new RegExp(`\\b(?:CodeUri|ContentUri):\\s*${folder}(?=[\\s,}])`, 'g'))?.length ?? 0
    if (times !== 1) throw new TemplateError(`template.yaml names dist/${folder} ${times} times, not once.`)
  }
  return filled
}
