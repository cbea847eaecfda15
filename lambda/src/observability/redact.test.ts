import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

const hidden: readonly (readonly [name: string, text: string, secret: string])[] = [
  ['a bearer token', 'sent Authorization: Bearer abc.def-123 to it', 'abc.def-123'],
  ['basic credentials', 'authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
  ['a bearer token in JSON', '{"authorization":"Bearer abc123"}', 'abc123'],
  ['an OpenAI key', 'Incorrect API key provided: sk-proj-abc_DEF-123.', 'sk-proj-abc_DEF-123'],
  ['a key in a query', 'GET /v1beta/models?key=short1 failed', 'short1'],
  ['a key header', 'x-key: 12345', '12345'],
  ['a Google header', '"x-goog-api-key": "hello"', 'hello'],
  ['an api key in escaped JSON', '{\\"api_key\\":\\"hello\\"}', 'hello'],
  ['a signed query', 'https://pictures.example/a.png?X-Amz-Signature=abc&X-Amz-Date=1', 'abc'],
  ['a shared access signature', 'see https://blob.example/a.png?sv=2024&se=tomorrow&sig=zz%2Fy', 'tomorrow'],
  ['a password in an address', 'http://user:hunter2@host/path', 'hunter2'],
  ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE is unknown', 'AKIAIOSFODNN7EXAMPLE'],
  ['a session token', 'aws_session_token=abcd', 'abcd'],
  ['a long mixed token', 'token "AIzaSyD4x9-Q1w2E3r4T5y6U7i8O9p0" is bad', 'AIzaSyD4x9-Q1w2E3r4T5y6U7i8O9p0'],
  ['a long hexadecimal token', 'id 0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
]

const kept = [
  'The model black-forest-labs/FLUX.1-schnell does not exist',
  'stable-diffusion-xl-1024-v1-0 is not loaded',
  'request 550e8400-e29b-41d4-a716-446655440000 failed',
  'Your prompt was rejected: keyboard, monkey and a key to the door',
  'https://pictures.example/generated/a.png is gone',
]

describe('redaction', () => {
  it.each(hidden)('hides %s', (_name, text, secret) => {
    const shown = redact(text)
    expect(shown).not.toContain(secret)
    expect(shown).toContain('[redacted]')
  })

  it.each(kept)('keeps "%s"', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('hides a given secret in every spelling', () => {
    const secret = 'pass/word "one"'
    const text = `plain ${secret}, query ${encodeURIComponent(secret)}, JSON ${JSON.stringify(secret)}`
    const shown = redact(text, [secret])
    expect(shown).toBe('plain [redacted], query [redacted], JSON "[redacted]"')
  })

  it('ignores secrets so short that they would hide ordinary words', () => {
    expect(redact('a cat in a hat', ['a', ''])).toBe('a cat in a hat')
  })

  it('takes 64 KiB of hostile text in well under a second', () => {
    const texts = [
      'x-'.repeat(32_768),
      'a'.repeat(65_536),
      'key='.repeat(16_384),
      'http://'.repeat(9_000),
      '-_'.repeat(32_768),
    ]
    const startedAt = performance.now()
    for (const text of texts) redact(text)
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})
