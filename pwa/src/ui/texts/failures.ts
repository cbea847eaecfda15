import { FAILURE_SENTENCES, MAY_BE_CHARGED } from '#contract/failure-kinds.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'
import { translated } from './translation.ts'

/** What went wrong, by the codes that the server tells. Its own sentences are not shown: they are English. */
export const failureTexts = translated('failures', {
  errors: USER_MESSAGES,
  kinds: FAILURE_SENTENCES,
  mayBeCharged: MAY_BE_CHARGED,
  /** What a model could not do of a request. */
  warnings: {
    'prompt-cut': 'The prompt was cut to the length that this model takes.',
    'seed-unsupported': 'This model does not take a seed.',
    'negative-unsupported': 'This model does not take a negative prompt.',
    'ratio-nearest': 'This model has no pictures of this shape; the nearest one was used.',
  },
  otherWarning: 'This model could not do all that was asked for.',
})
