import { AwsV4Signer } from 'aws4fetch'

export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface SignableRequest {
  readonly method: 'GET' | 'POST'
  /** With its path as it is sent: what is percent-encoded there is encoded once more in what is signed. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly service: string
  readonly region: string
  readonly credentials: AwsCredentials
  /** Milliseconds since the epoch; AWS refuses a signature that is some minutes old. */
  readonly nowMs: number
}

/**
 * The headers of a request with its AWS signature (Signature Version 4): the given ones, the time, the session's token and
 * the authorization. The host is signed; `fetch` sends it by itself.
 */
export async function signRequest(request: SignableRequest): Promise<Readonly<Record<string, string>>> {
  const { method, url, headers, body, service, region, credentials, nowMs } = request
  const datetime = new Date(nowMs).toISOString().replace(/[:-]|\.\d{3}/g, '')
  const signed = await new AwsV4Signer({ method, url, headers, body, service, region, datetime, ...credentials }).sign()
  return Object.fromEntries([...signed.headers].filter(([name]) => name !== 'host'))
}
