/** Undoes what a transaction has done so far, where it is not over yet. */
export function abortTransaction(transaction: { abort(): void }): void {
  try {
    transaction.abort()
  } catch {
    // It is over already, which is what is wanted.
  }
}
