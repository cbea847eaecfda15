import type { IndexEntry } from '#contract/gallery-index.ts'
import { mintJobId } from '#contract/ids.ts'
import { seededRandom } from '../tests/support/seeded-random.ts'

const DAY_MS = 86_400_000
const NEWEST_DAY = Date.parse('2026-11-25T00:00:00Z')
const WORDS =
  'a the red blue fox lighthouse mountain snow sky night city rain garden robot portrait watercolor dusk river café crème über cat old woman market neon forest dragon glass ocean light'.split(
    ' ',
  )

export interface MadeDay {
  readonly day: string
  /** Newest first. */
  readonly entries: IndexEntry[]
}

/** A gallery as large as a popular one: days of prompts of 6 to 30 words, the newest day first. */
export function* manyDays({ entries, days }: { entries: number; days: number }): Generator<MadeDay> {
  const random = seededRandom(7)
  const pick = () => WORDS[Math.floor(random() * WORDS.length)] ?? ''
  const bytes = (into: Uint8Array<ArrayBuffer>) => {
    for (let index = 0; index < into.length; index += 1) into[index] = Math.floor(random() * 256)
  }
  for (let index = 0; index < days; index += 1) {
    const start = NEWEST_DAY - index * DAY_MS
    const count = Math.round(entries / days)
    const made = Array.from({ length: count }, (_, place) => {
      const at = start + Math.floor(DAY_MS * (1 - place / count)) - 1
      const prompt = Array.from({ length: 6 + Math.floor(random() * 24) }, pick).join(' ')
      const preview = { run: 'sketch-ink', width: 1024, height: 1024, thumbhash: `1QcSHQRnh493V4dIh4eXh1h${pick()}` }
      const models = ['sketch:ink', 'sketch:poster']
      return { id: mintJobId(at, bytes), timestamp: new Date(at).toISOString(), prompt, models, imageCount: 2, preview }
    })
    yield { day: new Date(start).toISOString().slice(0, 10), entries: made }
  }
}
