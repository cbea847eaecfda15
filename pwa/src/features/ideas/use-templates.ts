import { useCallback, useEffect, useState } from 'react'
import type { Template } from '#offline/template-record.ts'
import { TEMPLATE_LIMITS } from '#offline/template-text.ts'
import type { TemplateValues } from '#offline/templates.ts'
import { useServices } from '#platform/services-context.tsx'
import { ideaTexts } from '#ui/texts/ideas.ts'
import { offerUndo } from './offer-undo.ts'

const problems = () => ideaTexts.templates.problem(TEMPLATE_LIMITS)

interface OwnTemplates {
  /** Undefined until they are read; `unread` where they cannot be. */
  readonly own: readonly Template[] | 'unread' | undefined
  readonly read: () => Promise<void>
  /** Answers a sentence where it was not saved. */
  readonly save: (template: Template) => Promise<string | undefined>
  readonly remove: (template: Template) => Promise<boolean>
  readonly lastValues: (id: string) => Promise<TemplateValues>
  readonly keepValues: (id: string, values: TemplateValues) => Promise<void>
}

/** The templates of this device for the panel: what fails is said and reported, and nothing that was written is lost. */
export function useTemplates(): OwnTemplates {
  const services = useServices()
  const { device, announce, reportError } = services
  const [own, setOwn] = useState<OwnTemplates['own']>()

  const read = useCallback(async () => {
    try {
      setOwn(await (await device.openTemplates()).read())
    } catch (error) {
      reportError({ error, where: 'templates' })
      setOwn('unread')
    }
  }, [device, reportError])
  useEffect(() => {
    // What fails is a state of the panel.
    void read()
  }, [read])

  return {
    own,
    read,
    async save(template) {
      try {
        const problem = await (await device.openTemplates()).save(template)
        if (problem !== undefined) return problems()[problem]
        announce(ideaTexts.templates.saved(template.name.trim()))
        await read()
        return undefined
      } catch (error) {
        reportError({ error, where: 'templates' })
        return ideaTexts.notKept
      }
    },
    async remove({ id, name }) {
      try {
        const undo = await (await device.openTemplates()).remove(id)
        await read()
        offerUndo(services, {
          text: ideaTexts.templates.removed(name),
          undone: ideaTexts.templates.back(name),
          undo: () => undo().then(read),
        })
        return true
      } catch (error) {
        reportError({ error, where: 'templates' })
        announce(ideaTexts.notKept)
        return false
      }
    },
    // Without them the fields are empty, which is no reason to stop.
    lastValues: (id) => device.openTemplates().then((templates) => templates.lastValues(id)),
    keepValues: (id, values) => device.openTemplates().then((templates) => templates.keepValues(id, values)),
  }
}
