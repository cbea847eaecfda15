import { useEffect, useState } from 'react'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { sourceFor } from './source-for.ts'

export interface ShownSource {
  readonly src: string
  readonly state: 'loading' | 'shown' | 'failed'
  /** Changes with each try, so that the image element is a new one. */
  readonly tries: number
  readonly onLoad: () => void
  readonly onError: () => void
  readonly retry: () => void
}

/**
 * What is shown of a picture that is so many pixels wide on the screen. A sharper form takes the place of the one that
 * is seen when it is loaded and decoded, never before; where it cannot be had, what is seen stays.
 */
export function usePictureSource(picture: ComparePicture, pixels: number): ShownSource {
  const wanted = sourceFor(picture, pixels)
  const [source, setSource] = useState(wanted)
  const [state, setState] = useState<ShownSource['state']>('loading')
  const [tries, setTries] = useState(0)
  const { url, width } = wanted
  const isSharper = state === 'shown' && width > source.width

  useEffect(() => {
    if (!isSharper) return undefined
    let isWanted = true
    const image = new Image()
    image.src = url
    image.decode().then(
      () => isWanted && setSource({ url, width }),
      // Offline or gone: the form that is seen is as good as it gets.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [isSharper, url, width])

  return {
    ...{ src: source.url, state, tries },
    onLoad: () => setState('shown'),
    onError() {
      // A variant that is not there: the original serves.
      if (source.url === picture.originalUrl) setState('failed')
      else setSource({ url: picture.originalUrl, width: picture.width })
    },
    retry() {
      setState('loading')
      setSource(wanted)
      setTries(tries + 1)
    },
  }
}
