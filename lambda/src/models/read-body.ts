/** `cut`: there was more than the limit. `lost`: the connection or the signal ended it first. */
export interface ReadBody {
  readonly end: 'complete' | 'cut' | 'lost'
  /** What was read; joined only when it is asked for, since it may be tens of megabytes that nobody wants. */
  readonly bytes: () => Uint8Array
}

/** Reads at most `maxBytes`, counted as they come, whatever a header says of the length. */
export async function readBody(chunks: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<ReadBody> {
  const parts: Uint8Array[] = []
  let size = 0
  const finish = (end: ReadBody['end']): ReadBody => {
    let joined: Uint8Array | undefined
    return {
      end,
      bytes() {
        joined ??= Buffer.concat(parts, Math.min(size, maxBytes))
        parts.length = 0 // tens of megabytes that would else be held twice
        return joined
      },
    }
  }
  try {
    for await (const chunk of chunks ?? []) {
      parts.push(chunk)
      size += chunk.byteLength
      if (size > maxBytes) return finish('cut')
    }
    return finish('complete')
  } catch {
    return finish('lost') // the caller knows from its signal whether it was ended or broke
  }
}
