/**
 * How many days objects are kept, by what their keys begin with, where pictures are kept for a number of days. What leads
 * to pictures goes before them; a job outlives them, so that its id is known for at least a month when it is sent again.
 * Everything under `site/` that is not named here is the built app, which lasts until it is replaced.
 *
 * The template's lifecycle rules follow this table. They work by the day and late: nothing may depend on them.
 */
export const RETENTION: Readonly<Record<string, (pictureDays: number) => number>> = {
  'gallery/': (pictureDays) => pictureDays,
  'index/': (pictureDays) => pictureDays,
  'site/share/': (pictureDays) => pictureDays,
  'images/': (pictureDays) => pictureDays + 1,
  'jobs/': (pictureDays) => Math.max(pictureDays + 1, 31),
  // The longest window of a limit is a day.
  'limits/': () => 2,
}

/** What ends even where pictures are kept for good. */
export const ALWAYS_ENDS: readonly string[] = ['limits/']
