import { describe, expect, it } from 'vitest'
import { mintJobId, parseJobId, parseRunId, runId, safeModelId } from './ids.ts'

const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes)

describe('a minted id', () => {
  it('is a UUIDv7 whose first 48 bits are the clock', () => {
    const id = mintJobId(0x0190_a8b5_1234, random)
    expect(id).toMatch(/^0190a8b5-1234-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(parseJobId(id)).toBe(id)
  })

  it('is another one each time, and later ones sort after earlier ones', () => {
    const ids = Array.from({ length: 200 }, (_, index) => mintJobId(1_700_000_000_000 + index, random))
    expect(new Set(ids).size).toBe(200)
    expect([...ids].sort()).toEqual(ids)
  })
})

describe('a job id', () => {
  it.each(['1', '4', '5', '7', '8'])('may be a UUID of version %s', (version) => {
    expect(parseJobId(`0190a8b5-0000-${version}000-8000-000000000000`)).toBeDefined()
  })

  it('has one spelling', () => {
    expect(parseJobId('0190A8B5-0000-7000-8000-00000000ABCD')).toBe('0190a8b5-0000-7000-8000-00000000abcd')
  })

  it.each([
    '',
    'x',
    '0190a8b5-0000-0000-8000-000000000000',
    '0190a8b5-0000-7000-c000-000000000000',
    ' 0190a8b5-0000-7000-8000-000000000000',
    '0190a8b5-0000-7000-8000-000000000000\n',
  ])('is not %j', (text) => {
    expect(parseJobId(text)).toBeUndefined()
  })
})

describe('a run id', () => {
  it('is the safe model id, with the attempt from the second on', () => {
    expect(runId('openai:gpt-image-2', 1)).toBe('openai-gpt-image-2')
    expect(runId('generic:Org/Model_v1.5', 3)).toBe('generic-org-model-v1.5~3')
  })

  it.each([1, 2, 10])('is parsed back, attempt %i', (attempt) => {
    expect(parseRunId(runId('sketch:pixel', attempt))).toEqual({ safeModel: 'sketch-pixel', attempt })
  })

  it.each(['', '~2', 'a~1', 'a~0', 'A', 'a/b', '.a'])('is not %j', (text) => {
    expect(parseRunId(text)).toBeUndefined()
  })

  it('never holds a character that means something in a key', () => {
    expect(safeModelId('a/b:c~d e\u00e9')).toMatch(/^[a-z0-9.-]+$/)
  })
})
