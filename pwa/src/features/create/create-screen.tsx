import { type ReactNode, Suspense, useRef } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { ADDRESSES } from '#platform/addresses.ts'
import { loadPart } from '#platform/load-screen.ts'
import { ScreenTitle } from '#platform/screen-title.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './create.module.css'
import { GenerateButton } from './generate-button.tsx'
import { IdeaButtons, type Ideas } from './idea-buttons.tsx'
import { ImprovePrompt } from './improve-prompt.tsx'
import { ModelOptions } from './model-options.tsx'
import { ModelPicker } from './model-picker.tsx'
import room from './panel-room.module.css'
import { PromptCounter, PromptField, PromptMessage } from './prompt-field.tsx'
import { PublishChoice } from './publish-choice.tsx'
import { useCreate } from './use-create.ts'
import { useImprove } from './use-improve.ts'

/** Only for who shares pictures with the app. */
const SharedPictures = loadPart(
  async () => (await import('./shared-pictures.tsx')).SharedPictures,
  () => undefined,
)

const importFollow = () => import('./bring-into-view.ts')

interface CreateScreenProps {
  /** On phones the results stand above the choices, where one job is what the address asks for. */
  readonly areResultsFirst: boolean
  readonly ideas: Ideas
  /** The results, which stand beside or below the form. */
  readonly children: ReactNode
}

/** The prompt form. */
export function CreateScreen({ areResultsFirst, ideas, children }: CreateScreenProps) {
  const { draft, sharedPictures } = useServices()
  const hasShared = useObservable(sharedPictures).length > 0
  const prompt = useRef<HTMLTextAreaElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const composer = useRef<HTMLDivElement>(null)
  const improve = useImprove()
  const { text, options, list, offer, error, send, hasText, type } = useCreate({
    onSaved(jobId) {
      // A text that was typed meanwhile is still in the box, with what becomes of it.
      if (draft.state.get().text === '') improve.close()
      // The page of one other job would not show the new one.
      if (areResultsFirst) navigate(ADDRESSES.create)
      prompt.current?.focus({ preventScroll: true })
      follow(jobId)
    },
    onProblem(problem) {
      const field = problem === 'bad-seed' ? 'seed' : problem === 'leave-out-too-long' ? 'leave-out' : 'prompt'
      if (problem !== 'no-model' && problem !== 'too-many-models') document.getElementById(field)?.focus()
    },
  })
  /** New pictures come on top of the results; they are brought there where they would not be seen. */
  function follow(jobId: string): void {
    importFollow().then(
      ({ bringIntoView }) => {
        // Whoever has begun the next prompt meanwhile is not moved.
        if (results.current === null || composer.current === null || draft.state.get().text !== '') return
        bringIntoView(jobId, { results: results.current, composer: composer.current })
      },
      () => undefined, // they are there all the same, further down
    )
  }
  const submit = () => send(form.current?.querySelector<HTMLInputElement>('#seed')?.validity.badInput !== true)

  // Both stand in one place.
  function openIdeas(panel: Ideas['open']) {
    improve.close()
    ideas.setOpen(panel)
  }
  function isReadyToImprove() {
    ideas.setOpen(undefined)
    return hasText()
  }

  return (
    <div className={styles.screen}>
      <ScreenTitle screen={texts.navigation.create} />
      <h1 className={styles.heading}>{texts.navigation.create}</h1>
      <form
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          return submit()
        }}
      >
        <div ref={composer} className={styles.composer}>
          <div className={styles.promptHead}>
            <label className={styles.label} htmlFor="prompt">
              {texts.prompt.label}
            </label>
            <PromptCounter text={text} />
            <IdeaButtons {...ideas} setOpen={openIdeas} />
          </div>
          <div className={styles.card}>
            <PromptField ref={prompt} text={text} error={error} onType={type} onSend={submit} onRecall={ideas.recall} />
            <GenerateButton offer={offer} />
          </div>
          {hasShared && (
            <Suspense>
              <SharedPictures />
            </Suspense>
          )}
          <ImprovePrompt improve={improve} text={text} box={prompt} isReady={isReadyToImprove} onType={type}>
            <PromptMessage text={text} error={error} />
          </ImprovePrompt>
          {ideas.panel && <div className={room.room}>{ideas.panel}</div>}
        </div>
        <div className={styles.options}>
          <ModelPicker list={list} offer={offer} />
          <ModelOptions options={options} offer={offer} error={error} onChange={draft.setOptions} />
          <PublishChoice
            choice={options.publish}
            galleryDefault={list.answer?.galleryDefault}
            onChoose={(publish) => draft.setOptions({ publish })}
          />
        </div>
      </form>
      <div ref={results} className={areResultsFirst ? styles.resultsFirst : styles.results}>
        {children}
      </div>
    </div>
  )
}
