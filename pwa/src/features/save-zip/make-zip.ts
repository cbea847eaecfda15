import { downloadZip } from 'client-zip'
import type { Answer } from '#api/answer.ts'
import type { GalleryEntry, GalleryEntryAnswer } from '#contract/gallery.ts'
import type { Result } from '#contract/job.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { contactSheet, type SheetPicture } from './contact-sheet.ts'
import { type NamedLine, type ZipLine, zipLine } from './zip-line.ts'

type Completed = Extract<Result, { status: 'completed' }>

export interface ZipTools {
  readonly readEntry: (id: string) => Promise<Answer<GalleryEntryAnswer>>
  /** The provider's bytes, undefined where they cannot be had. */
  readonly readOriginal: (image: Completed['image']) => Promise<Blob | undefined>
  /** A small version as a data URL, undefined where there is none. */
  readonly readThumbnail: (jobId: string, image: Completed['image']) => Promise<string | undefined>
  readonly now: number
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

export interface MadeZip {
  /** Undefined where no picture could be had. */
  readonly zip: Blob | undefined
  readonly pictures: number
  readonly missing: readonly ZipLine[]
}

/**
 * The originals of the jobs, a list of them and a page that shows them. Read one after another, so that a phone holds one
 * picture at a time besides the zip. What cannot be had is named in the list.
 * @throws the signal's reason
 */
export async function makeZip(entries: readonly GalleryEntry[], tools: ZipTools): Promise<MadeZip> {
  const sheet: SheetPicture[] = []
  const total = entries.reduce((sum, { imageCount }) => sum + imageCount, 0)

  async function* files(): AsyncGenerator<ZipFile> {
    tools.onProgress(0, total)
    for (const entry of entries) {
      for (const each of await readLines(entry, sheet.length, tools)) {
        const { picture, file } = await readPicture(entry, each, tools)
        tools.signal.throwIfAborted()
        sheet.push(picture)
        if (file !== undefined) yield file
        tools.onProgress(sheet.length, Math.max(sheet.length, total))
      }
    }
    const lastModified = new Date(tools.now)
    const list = sheet.map(({ line }) => line)
    yield { name: 'pictures.json', input: JSON.stringify(list, undefined, 2), lastModified }
    yield { name: 'contact-sheet.html', input: contactSheet(sheet, tools.now), lastModified }
  }

  const zip = await downloadZip(files()).blob()
  const missing = sheet.flatMap(({ line }) => (line.file === null ? [line] : []))
  const pictures = sheet.length - missing.length
  return { zip: pictures === 0 ? undefined : zip, pictures, missing }
}

interface ZipFile {
  readonly name: string
  readonly input: Blob | string
  readonly lastModified: Date
}

/** What is to be in the zip of one job: its pictures, or that it could not be read. */
type ReadLine =
  | { readonly line: ZipLine; readonly result?: undefined }
  | { readonly line: NamedLine; readonly result: Completed }

/** @param count how many are in the zip already */
async function readLines(entry: GalleryEntry, count: number, tools: ZipTools): Promise<readonly ReadLine[]> {
  const answer = await tools.readEntry(entry.id)
  if (!answer.ok) {
    const { prompt, models, timestamp } = entry
    return [
      { line: { file: null, prompt, model: models.join(', '), time: timestamp, missing: galleryTexts.zip.facts } },
    ]
  }
  const results = answer.value.images.filter((result) => result.status === 'completed')
  return results.map((result, index) => ({ line: zipLine(entry, result, count + index + 1), result }))
}

async function readPicture(
  { id, timestamp }: GalleryEntry,
  { line, result }: ReadLine,
  tools: ZipTools,
): Promise<{ readonly picture: SheetPicture; readonly file?: ZipFile }> {
  if (result === undefined) return { picture: { line, thumbnail: undefined } }
  const original = await tools.readOriginal(result.image)
  const thumbnail = await tools.readThumbnail(id, result.image)
  if (original === undefined) {
    return { picture: { line: { ...line, file: null, missing: galleryTexts.zip.original }, thumbnail } }
  }
  return { picture: { line, thumbnail }, file: { name: line.file, input: original, lastModified: new Date(timestamp) } }
}
