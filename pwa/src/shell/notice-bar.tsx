import { useEffect, useState } from 'react'
import type { Notice } from '#platform/notices.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './shell.module.css'

/** Below the time that a notice lasts. */
const HOLD_EVERY_MS = 3000

/** The place for notices, above the navigation. It never takes the focus. */
export function NoticeBar() {
  const { notices } = useServices()
  const notice = useObservable(notices.current)
  return notice === undefined ? undefined : <Shown key={notice.key} notice={notice} />
}

function Shown({ notice }: { notice: Notice }) {
  const { notices, after } = useServices()
  const { key, text, actions, lastsMs, onHeld } = notice
  const [isUsed, setIsUsed] = useState(false)
  useEffect(() => {
    if (lastsMs === undefined || isUsed) return
    return after(lastsMs, () => notices.dismiss(key))
  }, [after, lastsMs, isUsed, notices, key])

  useEffect(() => {
    if (!isUsed || onHeld === undefined) return
    let cancel = () => {}
    const hold = () => {
      onHeld()
      cancel = after(HOLD_EVERY_MS, hold)
    }
    hold()
    return () => {
      cancel()
      onHeld()
    }
  }, [after, isUsed, onHeld])

  return (
    <section
      aria-label={texts.common.notice}
      className={styles.noticeBar}
      onPointerEnter={() => setIsUsed(true)}
      onPointerLeave={() => setIsUsed(false)}
      onFocus={() => setIsUsed(true)}
      onBlur={() => setIsUsed(false)}
    >
      <p>{text}</p>
      {actions.length > 0 && (
        <div>
          {actions.map(({ label, onPress }) => (
            <Button
              key={label}
              look="quiet"
              label={label}
              onClick={() => {
                notices.dismiss(key)
                return onPress()
              }}
            />
          ))}
        </div>
      )}
    </section>
  )
}
