import { useEffect, useRef } from 'react'
import type { GalleryState } from '#offline/gallery.ts'
import { useServices } from '#platform/services-context.tsx'
import { useIsOnline } from '#platform/use-is-online.ts'
import { useObservable } from '#platform/use-observable.ts'

/** What could not be loaded: the newest pictures, or older ones than are shown. */
export type GalleryTrouble = 'none' | 'offline' | 'newest' | 'more'

/** The gallery as the device knows it, and why it may not be all. */
export function useGallery(): { readonly gallery: GalleryState; readonly trouble: GalleryTrouble } {
  const { gallery: service } = useServices()
  const gallery = useObservable(service.state)
  const isOnline = useIsOnline()
  const wasTold = useRef(false)
  if (gallery.server === 'told') wasTold.current = true

  useEffect(() => {
    // Its outcomes, failures too, are states of the gallery.
    void service.open()
  }, [service])

  return { gallery, trouble: troubleOf(gallery, { isOnline, wasTold: wasTold.current }) }
}

function troubleOf(
  { server }: GalleryState,
  { isOnline, wasTold }: { isOnline: boolean; wasTold: boolean },
): GalleryTrouble {
  if (!isOnline) return 'offline'
  if (server !== 'away') return 'none'
  return wasTold ? 'more' : 'newest'
}
