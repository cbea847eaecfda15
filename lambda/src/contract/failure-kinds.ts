/** Why a run gave no picture, and the sentence its cell shows. The provider's own words never leave the server. */
export const FAILURE_SENTENCES = {
  refused: "Refused by this model's rules.",
  auth: 'The provider did not accept the key. The owner has to check it.',
  billing: 'The provider account has no credit left.',
  rate: 'The provider is busy. Try again later.',
  invalid: 'The provider did not accept this request.',
  timeout: 'No answer in time. The provider may have charged for it.',
  upstream: 'The provider had an error.',
  retired: 'This model no longer exists.',
  undecodable: 'The answer was not a picture.',
  expired: 'This took too long and was ended. The provider may have charged for it.',
} as const

/** Added to the sentence of a failure whose charge is not known. */
export const MAY_BE_CHARGED = 'The provider may have charged for it.'

export type FailureKind = keyof typeof FAILURE_SENTENCES

/** What a cell says of a failure: one sentence, and a second where a charge is possible and the first does not tell. */
export function failureSentence(failure: { readonly kind: FailureKind; readonly mayBeCharged?: boolean | undefined }) {
  const sentence = FAILURE_SENTENCES[failure.kind]
  return failure.mayBeCharged && !sentence.includes(MAY_BE_CHARGED) ? `${sentence} ${MAY_BE_CHARGED}` : sentence
}

export const FAILURE_KINDS = Object.keys(FAILURE_SENTENCES) as readonly FailureKind[] // the keys of a const object are its key type
