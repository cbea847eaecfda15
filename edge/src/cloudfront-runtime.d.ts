/*
 * What CloudFront's JavaScript runtime 2.0 documents beyond ES5, as far as it is used here or may be, and nothing else:
 * what is missing in this file is refused by the compiler.
 */

interface String {
  startsWith(text: string, position?: number): boolean
  endsWith(text: string, length?: number): boolean
  includes(text: string, position?: number): boolean
  repeat(count: number): string
}

interface Array<T> {
  find(test: (value: T, index: number) => boolean): T | undefined
  includes(value: T): boolean
}

interface ObjectConstructor {
  assign<Target, Source>(target: Target, source: Source): Target & Source
  entries<Value>(object: { [name: string]: Value }): [string, Value][]
  values<Value>(object: { [name: string]: Value }): Value[]
}

/** One argument only, and no other method. */
declare const console: { log(message: string): void }

/** Put in by the build: the headers of infra/security-headers.ts, names in lower case. */
declare const SECURITY_HEADERS: { [name: string]: { value: string } }
