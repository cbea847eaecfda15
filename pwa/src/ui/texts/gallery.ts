import { count, dateAndTime, many, month } from './format.ts'
import { translated } from './translation.ts'

/** The words of the gallery's tools: search, selection, deletion, the zip. */
export const galleryTexts = translated('gallery', {
  search: 'Search prompts',
  model: 'Model',
  anyModel: 'All models',
  jump: 'Jump to date',
  newest: 'Newest',
  month: (text: string) => month.format(Date.parse(`${text}-01T00:00:00Z`)),
  favouritesOnly: 'Favourites only',
  mineOnly: 'Mine only',
  showAll: 'Show all',
  noPrompt: (text: string) => `No prompt contains '${text}'.`,
  noneFits: 'No picture fits these filters.',
  noFavourites: 'No picture is a favourite yet.',
  noneMine: 'None of these pictures was made on this device.',
  found: (found: number, all: number) => `${count.format(found)} of ${count.format(all)} found.`,
  /** What a search has looked at. `days` is left out where the server has not said how many there are. */
  searched: (entries: number, { isComplete, kept, all }: { isComplete: boolean; kept: number; all?: number }) => {
    if (isComplete) return `Searched ${count.format(entries)} of ${count.format(entries)}.`
    const known = `Searched ${count.format(entries)} so far`
    return all === undefined ? `${known}.` : `${known}: ${count.format(kept)} of ${many(all, 'day', 'days')}.`
  },
  nothingHere: 'Nothing of the gallery is on this device yet.',
  notHere: 'Not on this device',
  favourite: 'Favourite',
  remove: 'Delete',
  removed: 'Deleted.',
  undo: 'Undo',
  undone: 'Back in the gallery.',
  tooLate: 'It was too late: the pictures are deleted.',
  select: 'Select',
  selection: 'Selection',
  selected: (amount: number) => `${count.format(amount)} selected`,
  clear: 'Clear',
  compare: 'Compare',
  compareRange: 'Choose 2 to 6 pictures.',
  compareFew: 'There is no second picture to compare with.',
  saveZip: 'Save as zip',
  zipLimit: 'Choose at most 100 pictures for one zip.',
  zipPictures: (amount: number) => many(amount, 'picture', 'pictures'),
  removesAll: (amount: number) => `It takes all ${count.format(amount)} pictures of this prompt.`,
  keepOffline: 'Keep offline',
  share: 'Share',
  shareAgain: 'Ready to be shared. Press Share again.',
  strip: 'Models of this prompt',
  working: 'Working',
  madeByRetired: (label: string) => `Made by ${label}, which no longer exists`,
  wasDeleted: 'This picture was deleted.',
  backToGallery: 'Back to the gallery',
  choose: 'Choose at least one picture.',
  zip: {
    title: 'Save as zip',
    progress: (done: number, total: number) => `${count.format(done)} of ${many(total, 'picture', 'pictures')}`,
    saved: (amount: number) => `Saved ${many(amount, 'picture', 'pictures')} as a zip.`,
    missing: (amount: number) => `${many(amount, 'picture is', 'pictures are')} missing in the zip:`,
    nothing: 'None of these pictures could be loaded. Nothing was saved.',
    broken: 'The zip could not be made. Nothing was saved.',
    original: 'Its file could not be loaded.',
    facts: 'Its entry could not be loaded.',
    sheet: 'Contact sheet',
    sheetFacts: (pictures: number, at: number) =>
      `${many(pictures, 'picture', 'pictures')}, saved ${dateAndTime.format(at)}`,
    seed: (seed: number) => `Seed ${seed}`,
  },
})
