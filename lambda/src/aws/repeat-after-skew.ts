import * as v from 'valibot'

/** The SDK sets the flag where it has set its clock by the server's answer to this very call. */
const RefusedForItsClock = v.object({
  $metadata: v.object({
    clockSkewCorrected: v.literal(true),
    /** Only what was refused was surely not carried out. */
    httpStatusCode: v.pipe(v.number(), v.minValue(400), v.maxValue(499)),
  }),
})

/**
 * Middleware for an AWS client that asks once: a call that was signed by a wrong clock is asked again, once, by the right
 * one. The SDK would do so among its own repeats, which are switched off.
 */
export function repeatAfterSkew<Input, Output>(next: (input: Input) => Promise<Output>) {
  return async function askByTheRightClock(input: Input): Promise<Output> {
    try {
      return await next(input)
    } catch (error) {
      if (!v.is(RefusedForItsClock, error)) throw error
      return next(input)
    }
  }
}
