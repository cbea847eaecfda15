import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isFileError } from '../../lambda/src/store/file-error.ts'

const FILE = 'client-key-salt'
const SALT_BYTES = 32
/** The salt is what keeps hashed addresses from being guessed: nobody else on the machine reads it. */
const OWNER_ONLY = 0o600

/** The salt of a data folder, made at its first start. Two first starts at once get the same one. */
export async function readOrMakeSalt(folder: string): Promise<string> {
  const path = join(folder, FILE)
  const found = await readSalt(path)
  if (found !== undefined) return found
  await mkdir(folder, { recursive: true })
  const written = join(folder, `.${FILE}-${randomUUID()}`)
  try {
    const file = await open(written, 'wx', OWNER_ONLY)
    try {
      await file.writeFile(`${randomBytes(SALT_BYTES).toString('hex')}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
    // Complete or not there at all; where another start was first, its salt stands.
    await link(written, path).catch(unlessItExists)
  } finally {
    await unlink(written)
  }
  return (await readSalt(path)) ?? ''
}

async function readSalt(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined
    throw error
  }
}

function unlessItExists(error: unknown): void {
  if (!isFileError(error, 'EEXIST')) throw error
}
