import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Template } from '#offline/template-record.ts'
import { fillTemplate, parseTemplate, TEMPLATE_LIMITS } from '#offline/template-text.ts'
import { PromptButton } from '#platform/prompt-button.tsx'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { ideaTexts } from '#ui/texts/ideas.ts'
import styles from './ideas.module.css'
import type { useTemplates } from './use-templates.ts'

interface TemplateFieldsProps {
  readonly template: Template
  readonly templates: ReturnType<typeof useTemplates>
  readonly onUsed: () => void
  readonly onBack: () => void
}

/** One field for each blank, with what it was last filled with, and the prompt that comes of it. */
export function TemplateFields({ template, templates, onUsed, onBack }: TemplateFieldsProps) {
  const { reportError, announce } = useServices()
  const parsed = parseTemplate(template.text)
  const { parts, blanks } = parsed.ok ? parsed : { parts: [], blanks: [] }
  const [values, setValues] = useState<ReadonlyMap<string, string>>(new Map())
  const [problem, setProblem] = useState<string>()
  const fields = useRef<HTMLDivElement>(null)
  const { lastValues, keepValues } = templates
  const fieldOf = (index: number) => fields.current?.querySelectorAll('input')[index]
  const missing = blanks.findIndex((blank) => (values.get(blank) ?? '').trim() === '')
  const prompt = fillTemplate(parts, values)

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the fields are opened
  useEffect(() => {
    fieldOf(0)?.focus({ preventScroll: true })
    lastValues(template.id).then(
      // What was typed meanwhile stays.
      (last) => setValues((typed) => new Map([...last, ...typed])),
      (error: unknown) => reportError({ error, where: 'templates', level: 'WARNING' }),
    )
  }, [])

  function complain() {
    const blank = blanks[missing] ?? ''
    setProblem(ideaTexts.templates.fillFirst(blank))
    announce(ideaTexts.templates.fillFirst(blank))
    fieldOf(missing)?.focus()
  }

  function use() {
    keepValues(template.id, values).catch((error: unknown) => {
      reportError({ error, where: 'templates', level: 'WARNING' })
    })
    onUsed()
  }

  /** Enter leads to the next field, and from the last one to the button. */
  function next(event: KeyboardEvent, index: number) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    const target = fieldOf(index + 1) ?? fields.current?.parentElement?.querySelector('[data-put] button')
    if (target instanceof HTMLElement) target.focus()
  }

  return (
    <>
      <h3 className={styles.name}>{template.name}</h3>
      <div ref={fields} className={styles.fields}>
        {blanks.map((blank, index) => (
          <label key={blank}>
            <span className={styles.label}>{blank}</span>
            <input
              className={styles.field}
              value={values.get(blank) ?? ''}
              maxLength={TEMPLATE_LIMITS.value}
              aria-invalid={problem !== undefined && index === missing}
              onChange={(event) => {
                setProblem(undefined)
                setValues(new Map(values).set(blank, event.target.value))
              }}
              onKeyDown={(event) => next(event, index)}
            />
          </label>
        ))}
      </div>
      <p className={styles.label}>{ideaTexts.templates.preview}</p>
      <p className={styles.preview}>{prompt}</p>
      <div className={styles.foot}>
        <p className={styles.error} role="alert">
          {problem}
        </p>
        <Button label={ideaTexts.templates.discard} onClick={onBack} />
        <span data-put>
          {missing === -1 ? (
            <PromptButton look="primary" prompt={prompt} label={ideaTexts.templates.put} onUse={use} />
          ) : (
            <Button look="primary" label={ideaTexts.templates.put} onClick={complain} />
          )}
        </span>
      </div>
    </>
  )
}
