/** The pictures of the gallery that are kept on this device. */
export interface PictureStore {
  readonly match: (request: Request) => Promise<Response | undefined>
  /** Keeps a picture where there is room; where there is none, it is only shown. */
  readonly keep: (request: Request, response: Response) => Promise<void>
}

/** The version is the format's, never the build's: an update keeps the pictures. */
const CACHE = 'pictures-v1'

export const pictureStore: PictureStore = {
  async match(request) {
    // One format is kept per address, the one that this browser asked for.
    return (await caches.open(CACHE)).match(request.url, { ignoreVary: true })
  },
  async keep(request, response) {
    try {
      await (await caches.open(CACHE)).put(request.url, response)
    } catch {
      // Full: prompts come first, and the picture can be asked for again.
    }
  },
}
