/** Addresses that a CDN must not answer from its caches any more. */
export interface Invalidation {
  /** Begin with a slash; one may end in `*`, which stands for everything that begins like it. */
  readonly paths: readonly string[]
  /** Names the cause: the same reference with the same paths is one order, however often it is given. */
  readonly reference: string
}

/** Port of the CDN's caches. What browsers keep is out of its reach. */
export interface Invalidator {
  /** Resolves when the order is taken, which is some seconds before it is carried out everywhere. Throws when it is not. */
  invalidate(invalidation: Invalidation): Promise<void>
}
