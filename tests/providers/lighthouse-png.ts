import { makePng } from '../support/make-png.ts'

/** The picture that replayed vendors answer with: 64 pixels to a side. */
export const LIGHTHOUSE_PNG: Buffer = makePng(64, 64, 'a lighthouse on a cliff at dusk, oil painting')
export const LIGHTHOUSE_BASE64: string = LIGHTHOUSE_PNG.toString('base64')
