import { useEffect, useRef, useState } from 'react'
import type { Template } from '#offline/template-record.ts'
import { TEMPLATE_LIMITS } from '#offline/template-text.ts'
import { Button } from '#ui/button.tsx'
import { ideaTexts } from '#ui/texts/ideas.ts'
import styles from './ideas.module.css'

interface TemplateEditorProps {
  readonly template: Template
  /** Answers a sentence where it was not saved. */
  readonly onSave: (template: Template) => Promise<string | undefined>
  readonly onDone: () => void
}

/** Name and text of a template. What cannot be saved stays as it was typed, with the reason. */
export function TemplateEditor({ template, onSave, onDone }: TemplateEditorProps) {
  const [name, setName] = useState(template.name)
  const [text, setText] = useState(template.text)
  const [problem, setProblem] = useState<string>()
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => nameField.current?.focus({ preventScroll: true }), [])

  async function save() {
    const found = await onSave({ ...template, name, text })
    if (found === undefined) onDone()
    else setProblem(found)
  }

  return (
    <>
      <label>
        <span className={styles.label}>
          {ideaTexts.templates.name}
          <Length text={name} most={TEMPLATE_LIMITS.name} />
        </span>
        <input
          ref={nameField}
          className={styles.field}
          aria-label={ideaTexts.templates.name}
          aria-describedby="template-problem"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label>
        <span className={styles.label}>
          {ideaTexts.templates.text}
          <Length text={text} most={TEMPLATE_LIMITS.text} />
        </span>
        <textarea
          className={styles.area}
          aria-label={ideaTexts.templates.text}
          aria-describedby="template-hint template-problem"
          rows={3}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <p id="template-hint" className={styles.quiet}>
        {ideaTexts.templates.textHint}
      </p>
      <div className={styles.foot}>
        <p id="template-problem" className={styles.error} role="alert">
          {problem}
        </p>
        <Button label={ideaTexts.templates.discard} onClick={onDone} />
        <Button look="primary" label={ideaTexts.templates.save} onClick={save} />
      </div>
    </>
  )
}

function Length({ text, most }: { text: string; most: number }) {
  const { length } = text.trim()
  return <span className={length > most ? styles.error : styles.quiet}>{ideaTexts.templates.length(length, most)}</span>
}
