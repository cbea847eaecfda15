// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { type SharedPicture, sharePage } from './share-page.ts'

const JOB = '0190a8b5-6a00-7c3e-9d21-4f0b5c7e8a11'
const picture: SharedPicture = {
  jobId: JOB,
  prompt: 'a red fox in a snowy forest',
  label: 'Poster (sketch, not AI)',
  image: { run: 'sketch-poster', width: 1536, height: 1024 },
  publicUrl: 'https://pictures.example',
}

/** The page as a browser reads it. */
function read(changes: Partial<SharedPicture> = {}) {
  const document = new DOMParser().parseFromString(sharePage({ ...picture, ...changes }), 'text/html')
  const meta = (name: string) =>
    document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content')
  return { document, meta }
}

describe('the share page', () => {
  it('tells previews what the picture is, and where', () => {
    const { document, meta } = read()
    const address = `https://pictures.example/images/${JOB}/sketch-poster/1024.jpeg`
    expect(document.title).toBe('a red fox in a snowy forest')
    expect(meta('og:title')).toBe('a red fox in a snowy forest')
    expect(meta('og:url')).toBe(`https://pictures.example/g/${JOB}`)
    expect([meta('og:image'), meta('twitter:image')]).toEqual([address, address])
    expect([meta('og:image:width'), meta('og:image:height')]).toEqual(['1024', '683'])
    expect([meta('og:image:alt'), meta('twitter:image:alt')]).toEqual([picture.prompt, picture.prompt])
    expect(meta('twitter:card')).toBe('summary_large_image')
    expect(meta('description')).toContain('not AI')
  })

  it('shows people the picture and leads them into the app, without a script', () => {
    const { document } = read()
    expect(document.querySelector('a')?.getAttribute('href')).toBe(`/g/${JOB}`)
    expect(document.querySelector('img')?.getAttribute('alt')).toBe(picture.prompt)
    expect(document.querySelectorAll('script, style, iframe, [http-equiv], [style]')).toHaveLength(0)
  })

  it('names addresses without an origin where none is known', () => {
    const { meta } = read({ publicUrl: undefined })
    expect(meta('og:image')).toBe(`/images/${JOB}/sketch-poster/1024.jpeg`)
  })

  it.each([
    '"><script>alert(1)</script>',
    "' onload='alert(1)",
    '</title><img src=x onerror=alert(1)>',
    '&lt;b&gt; & "quotes" \'single\'',
    '<!-- --> ]]> <?php',
  ])('holds the prompt %s as text and nothing else', (prompt) => {
    const plain = read()
    const hostile = read({ prompt, label: prompt })
    expect(hostile.meta('og:image:alt')).toBe(prompt)
    expect(hostile.document.title).toBe(prompt)
    const elements = ({ document }: typeof plain) =>
      [...document.querySelectorAll('*')].map(({ tagName, attributes }) => [
        tagName,
        [...attributes].map(({ name }) => name),
      ])
    expect(elements(hostile)).toEqual(elements(plain))
  })

  it('cuts a long prompt in the title between characters, and keeps the whole for who cannot see', () => {
    const { document, meta } = read({ prompt: '🦊'.repeat(1000) })
    expect(Array.from(document.title)).toHaveLength(120)
    expect(document.title.endsWith('🦊…')).toBe(true)
    expect(Array.from(meta('og:image:alt') ?? '')).toHaveLength(1000)
  })

  it('says the true size of a picture that is smaller than its variants', () => {
    const { meta } = read({ image: { run: 'a', width: 200, height: 300 } })
    expect([meta('og:image:width'), meta('og:image:height')]).toEqual(['200', '300'])
  })
})
