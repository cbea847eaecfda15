import { newQuickJSWASMModule, newVariant, type QuickJSContext, RELEASE_SYNC } from 'quickjs-emscripten'
import * as v from 'valibot'
import type { EdgeEvent } from './edge-event.ts'

/** What the platform gives a function. */
export const MEMORY_LIMIT_BYTES = 2 * 1024 * 1024
/** All of the memory that the engine's module asks for when it begins, in pages of 64 KiB. */
const MODULE_PAGES = 256
const BLOCK_BYTES = 4096

/**
 * Runs the built function on each event, within so much memory. The engine and its built-ins count too, which take a
 * part of the platform's 2 MB as well.
 *
 * The engine's own limit counts allocations and not their sizes in this build, so it would let a large string pass. The
 * module's whole memory has a hard end, though: all of it but the limit is taken by blocks before the function begins.
 * @returns what the function returned for each event, as JSON
 * @throws where the memory does not suffice
 */
export async function runInQuickJs(
  code: string,
  events: readonly EdgeEvent[],
  limitBytes = MEMORY_LIMIT_BYTES,
): Promise<string[]> {
  const wasmMemory = new WebAssembly.Memory({ initial: MODULE_PAGES, maximum: MODULE_PAGES })
  const engine = await newQuickJSWASMModule(newVariant(RELEASE_SYNC, { wasmMemory }))
  // Neither is disposed of: the engine has a memory of its own, and goes with it.
  fillMemory(engine.newContext(), limitBytes)
  const context = engine.newContext()
  evaluate(context, code)
  return events.map((event) => {
    const input = JSON.stringify(JSON.stringify(event))
    return v.parse(v.string(), evaluate(context, `JSON.stringify(handler(JSON.parse(${input})))`))
  })
}

/** Takes all memory there is, then gives back the last so many bytes in one piece. */
function fillMemory(context: QuickJSContext, leftBytes: number): void {
  evaluate(
    context,
    `var blocks = []
     try { for (;;) blocks.push(new ArrayBuffer(${BLOCK_BYTES})) } catch (error) {}
     blocks.length -= ${Math.ceil(leftBytes / BLOCK_BYTES)}`,
  )
}

function evaluate(context: QuickJSContext, code: string): unknown {
  const result = context.evalCode(code)
  if (result.error !== undefined) {
    const problem: unknown = result.error.consume((handle) => context.dump(handle))
    throw new Error(`The edge function failed in QuickJS: ${JSON.stringify(problem)}`)
  }
  return result.value.consume((handle): unknown => context.dump(handle))
}
