const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
}

/** Long enough for every browser to have begun the download. */
const RELEASE_AFTER_MS = 60_000

/** A name for a picture's file, from its prompt, its model and the type of its bytes. */
export function pictureFileName(prompt: string, label: string, mimeType: string): string {
  const words = `${prompt.slice(0, 60)} ${label}`
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return `${words === '' ? 'picture' : words}.${EXTENSIONS[mimeType] ?? 'bin'}`
}

/** Saves bytes as a file, where the browser puts its downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_AFTER_MS)
}
