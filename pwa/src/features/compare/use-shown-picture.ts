import { type RefObject, useState } from 'react'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { isNarrow, type Room } from './layout-frames.ts'
import { useRoom } from './use-room.ts'

interface ShownPicture {
  readonly room: Room | undefined
  /** The one that takes the room of all. */
  readonly alone: ComparePicture | undefined
  /** Which one is seen by itself, here or in a strip. */
  readonly shown: number | undefined
  readonly show: (index: number) => void
  /** Finds out where a strip has been swiped to. */
  readonly watchStrip: () => void
}

/** One picture by itself: in a wide window it takes the room of all until it is chosen again; a narrow one goes to it. */
export function useShownPicture(
  list: RefObject<HTMLOListElement | null>,
  pictures: readonly ComparePicture[],
): ShownPicture {
  const room = useRoom(list)
  const [chosen, setChosen] = useState<ComparePicture>()
  const [current, setCurrent] = useState(0)
  const isStrip = room !== undefined && isNarrow(room)
  const alone = isStrip ? undefined : chosen

  return {
    ...{ room, alone },
    shown: isStrip ? current : alone && pictures.indexOf(alone),
    show(index) {
      const picture = pictures[index]
      if (picture === undefined) return
      if (isStrip) list.current?.scrollTo({ left: index * room.width })
      else setChosen(picture === alone ? undefined : picture)
    },
    watchStrip() {
      if (isStrip && list.current !== null) setCurrent(Math.round(list.current.scrollLeft / room.width))
    },
  }
}
