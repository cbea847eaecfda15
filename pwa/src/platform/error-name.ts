/** The name of an error, by which browsers of every age tell it apart: their classes are younger than many of them. */
export function errorName(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined
}
