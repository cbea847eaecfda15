import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { HostAddress } from './provider-context.ts'
import { isPublicAddress } from './public-address.ts'

export interface GuardedGet {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** The provider's own origin as the operator set it: the one place that may be private. */
  readonly trusted: boolean
  readonly resolveHost: (host: string) => Promise<readonly HostAddress[]>
  readonly signal: AbortSignal
}

export interface GuardedAnswer {
  readonly httpStatus: number
  readonly location: string | undefined
  readonly body: AsyncIterable<Uint8Array>
  /** Ends the connection; what was not read is dropped. */
  readonly close: () => void
}

/** A host that stands for an address which is not public. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
}

/**
 * One GET, without redirects. The addresses that are checked are the ones that are connected to: there is no second
 * look-up between the two that could answer differently, and no connection of somebody else is used again.
 */
export function guardedGet({ url, headers, trusted, resolveHost, signal }: GuardedGet): Promise<GuardedAnswer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const lookup = publicLookup(resolveHost)
  return new Promise((resolve, reject) => {
    const request = send(url, { headers, signal, agent: false, ...(!trusted && { lookup }) })
    request.once('error', reject)
    request.once('response', (response) => {
      resolve({
        httpStatus: response.statusCode ?? 0,
        location: response.headers.location,
        body: response,
        close: () => response.destroy(),
      })
    })
    request.end()
  })
}

/** A look-up for sockets that knows only hosts whose addresses are all public. */
export function publicLookup(resolveHost: GuardedGet['resolveHost']): LookupFunction {
  return function lookupPublic(host, options, callback) {
    resolveHost(host).then(
      (addresses) => {
        const [first] = addresses
        const isPublic = addresses.every(({ address }) => isPublicAddress(address))
        if (first === undefined || !isPublic) callback(new PrivateAddressError('the address is not public'), [])
        else if (options.all) callback(null, [...addresses])
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}
