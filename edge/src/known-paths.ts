/** Screens that have one address. tests/rules holds all of these against the app and the contract. */
export const SCREENS = ['/', '/gallery', '/outbox', '/settings']

/** Folders of the screens that show one job; its id follows. */
export const JOB_FOLDERS = ['/j/', '/g/']

/** The folder whose addresses are sent to people, and so are asked for by programs that draw previews of links. */
export const SHARED_FOLDER = '/g/'

/** Any RFC 9562 UUID in its canonical spelling, as the source of a pattern. */
export const JOB_ID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'

/** Carries the caller's address to the API; what a client sends under this name is replaced. */
export const VIEWER_ADDRESS = 'x-viewer-address'
