import { useEffect, useRef, useState } from 'react'
import { outboxTexts } from '#ui/texts/outbox.ts'
import styles from './outbox.module.css'

/** The same seed for every preview: the same words give the same drawing each time that they are looked at. */
const SEED = 1

/** What the rules make of a prompt, drawn on this device when it comes into view. It says itself that it is no result. */
export function SketchPreview({ prompt, aspectRatio = '1:1' }: { prompt: string; aspectRatio?: string | undefined }) {
  const ref = useRef<HTMLElement>(null)
  const [drawing, setDrawing] = useState<string>()
  useEffect(() => {
    let isOver = false
    const cancel = whenSeen(ref.current, async () => {
      const { drawSketch, sketchSize } = await import('#contract/sketch/draw-sketch.ts')
      if (isOver) return
      const svg = drawSketch({ style: 'poster', prompt, seed: SEED, ...sketchSize(aspectRatio) })
      setDrawing(`data:image/svg+xml,${encodeURIComponent(svg)}`)
    })
    return () => {
      isOver = true
      cancel()
    }
  }, [prompt, aspectRatio])

  return (
    <figure ref={ref} className={styles.preview}>
      <div className={styles.paper}>{drawing !== undefined && <img src={drawing} alt="" />}</div>
      <figcaption className={styles.quiet}>{outboxTexts.preview}</figcaption>
    </figure>
  )
}

/** Calls back once an element is in sight, at once where the browser cannot tell. */
function whenSeen(element: Element | null, callback: () => Promise<void>): () => void {
  // A drawing that cannot be loaded, offline on a first visit, leaves its paper empty.
  const draw = () => void callback().catch(() => undefined)
  if (element === null || typeof IntersectionObserver === 'undefined') {
    draw()
    return () => undefined
  }
  const observer = new IntersectionObserver((found) => {
    if (!found.some((each) => each.isIntersecting)) return
    observer.disconnect()
    draw()
  })
  observer.observe(element)
  return () => observer.disconnect()
}
