import { type ComponentProps, useId } from 'react'
import { Button } from '#ui/button.tsx'
import { useServices } from './services-context.tsx'

interface HinderedButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick'> {
  /** Why it cannot be pressed now. It stays where it is, and a press says so. */
  readonly hindrance?: string | undefined
  /** What else is to be known before a press. */
  readonly note?: string | undefined
  readonly onPress: () => unknown
  /** Shows the reason too, where the status line may be out of sight. */
  readonly onHindered?: (hindrance: string) => unknown
}

/** A button with a reason: its description, and what is said in place of doing it. */
export function HinderedButton({ hindrance, note, onPress, onHindered, ...rest }: HinderedButtonProps) {
  const { announce } = useServices()
  const noteId = useId()
  const said = hindrance ?? note
  function press() {
    if (hindrance === undefined) return onPress()
    announce(hindrance)
    return onHindered?.(hindrance)
  }
  return (
    <>
      <Button
        {...rest}
        {...(hindrance !== undefined && { 'aria-disabled': true })}
        {...(said !== undefined && { 'aria-describedby': noteId, title: `${rest.label}. ${said}` })}
        onClick={press}
      />
      {said !== undefined && (
        <span id={noteId} hidden>
          {said}
        </span>
      )}
    </>
  )
}
