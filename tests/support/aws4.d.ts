/** The part of aws4 that tests use; the package has no types of its own. */
declare module 'aws4' {
  interface SignedRequest {
    readonly headers: Readonly<Record<string, string>>
  }
  const aws4: {
    sign(request: object, credentials: object): SignedRequest
  }
  export default aws4
}
