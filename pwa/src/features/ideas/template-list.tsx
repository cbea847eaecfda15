import type { ReactNode } from 'react'
import type { Template } from '#offline/template-record.ts'
import { parseTemplate } from '#offline/template-text.ts'
import { PromptButton } from '#platform/prompt-button.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { texts } from '#ui/texts/en.ts'
import { builtInTemplates, ideaTexts } from '#ui/texts/ideas.ts'
import styles from './ideas.module.css'
import type { useTemplates } from './use-templates.ts'

interface TemplateListProps {
  readonly templates: ReturnType<typeof useTemplates>
  readonly onChoose: (template: Template) => void
  readonly onEdit: (template: Template) => void
  readonly onNew: () => void
  readonly onRemoved: () => void
  readonly onClose: () => void
}

/** A person's own templates, then those that come with the app. */
export function TemplateList({ templates, onChoose, onEdit, onNew, onRemoved, onClose }: TemplateListProps) {
  const hasText = useObservable(useServices().draft.state).text.trim() !== ''
  const { own, read, remove } = templates
  if (own === undefined) return undefined

  async function take(template: Template) {
    if (await remove(template)) onRemoved()
  }

  return (
    <>
      <div className={styles.buttons}>
        <Button label={hasText ? ideaTexts.templates.saveBox : ideaTexts.templates.write} onClick={onNew} />
      </div>
      <h3 className={styles.section}>{ideaTexts.templates.yours}</h3>
      {own === 'unread' && (
        <div className={styles.row}>
          <p className={styles.error}>{ideaTexts.templates.notRead}</p>
          <Button label={texts.common.retry} icon="retry" onClick={read} />
        </div>
      )}
      {own !== 'unread' && own.length === 0 && <p className={styles.quiet}>{ideaTexts.templates.none}</p>}
      {own !== 'unread' && own.length > 0 && (
        <ol className={styles.list} aria-label={ideaTexts.templates.yours}>
          {own.map((template) => (
            <Line key={template.id} template={template} onChoose={onChoose} onClose={onClose}>
              <Button
                look="quiet"
                icon="create"
                iconOnly
                label={ideaTexts.templates.edit}
                onClick={() => onEdit(template)}
              />
              <Button
                look="quiet"
                icon={LATER_ICONS.remove}
                iconOnly
                label={ideaTexts.templates.remove}
                onClick={() => take(template)}
              />
            </Line>
          ))}
        </ol>
      )}
      <h3 className={styles.section}>{ideaTexts.templates.builtIn}</h3>
      <ol className={styles.list} aria-label={ideaTexts.templates.builtIn}>
        {builtInTemplates.map((template) => (
          <Line key={template.id} template={template} onChoose={onChoose} onClose={onClose} />
        ))}
      </ol>
    </>
  )
}

interface LineProps {
  readonly template: Template
  readonly onChoose: (template: Template) => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

function Line({ template, onChoose, onClose, children }: LineProps) {
  const parsed = parseTemplate(template.text)
  const hasBlanks = parsed.ok && parsed.blanks.length > 0
  return (
    <li>
      <p className={styles.name}>{template.name}</p>
      <div className={styles.row}>
        <p className={styles.quiet}>{template.text}</p>
        <div className={styles.row}>
          {hasBlanks ? (
            <Button label={ideaTexts.templates.choose} onClick={() => onChoose(template)} />
          ) : (
            <PromptButton prompt={template.text} label={ideaTexts.templates.choose} onUse={onClose} />
          )}
          {children}
        </div>
      </div>
    </li>
  )
}
