import { useRef, useState } from 'react'
import type { Template } from '#offline/template-record.ts'
import { useServices } from '#platform/services-context.tsx'
import { texts } from '#ui/texts/en.ts'
import { PanelFrame } from './panel-frame.tsx'
import { TemplateEditor } from './template-editor.tsx'
import { TemplateFields } from './template-fields.tsx'
import { TemplateList } from './template-list.tsx'
import { useTemplates } from './use-templates.ts'

type View =
  | { readonly at: 'list' }
  | { readonly at: 'fields'; readonly template: Template }
  | { readonly at: 'editor'; readonly template: Template }

/** Prompts with blanks: the list of them, one being filled, or one being written. */
export function TemplatesPanel({ onClose }: { onClose: () => void }) {
  const { draft, mintId } = useServices()
  const [view, setView] = useState<View>({ at: 'list' })
  const heading = useRef<HTMLHeadingElement>(null)
  const templates = useTemplates()

  function show(next: View) {
    setView(next)
    // What was pressed is gone with its view.
    if (next.at === 'list') heading.current?.focus({ preventScroll: true })
  }

  return (
    <PanelFrame title={texts.ideas.templates} heading={heading} onClose={onClose}>
      {view.at === 'list' && (
        <TemplateList
          templates={templates}
          onChoose={(template) => show({ at: 'fields', template })}
          onEdit={(template) => show({ at: 'editor', template })}
          onNew={() => show({ at: 'editor', template: { id: mintId(), name: '', text: draft.state.get().text } })}
          onRemoved={() => heading.current?.focus({ preventScroll: true })}
          onClose={onClose}
        />
      )}
      {view.at === 'fields' && (
        <TemplateFields
          template={view.template}
          templates={templates}
          onUsed={onClose}
          onBack={() => show({ at: 'list' })}
        />
      )}
      {view.at === 'editor' && (
        <TemplateEditor template={view.template} onSave={templates.save} onDone={() => show({ at: 'list' })} />
      )}
    </PanelFrame>
  )
}
