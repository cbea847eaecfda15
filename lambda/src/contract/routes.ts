/** Every route of the API. Server, client and docs/API.md are held to this one list. */
export const ROUTES = {
  generate: { method: 'POST', path: '/api/generate' },
  status: { method: 'GET', path: '/api/status/:jobId' },
  cancel: { method: 'POST', path: '/api/jobs/:jobId/cancel' },
  retry: { method: 'POST', path: '/api/jobs/:jobId/retry' },
  enhance: { method: 'POST', path: '/api/enhance' },
  models: { method: 'GET', path: '/api/models' },
  health: { method: 'GET', path: '/api/health' },
  log: { method: 'POST', path: '/api/log' },
  galleryList: { method: 'GET', path: '/api/gallery/list' },
  galleryIndex: { method: 'GET', path: '/api/gallery/index' },
  galleryEntry: { method: 'GET', path: '/api/gallery/:jobId' },
  galleryDelete: { method: 'DELETE', path: '/api/gallery/:jobId' },
} as const

/** Header names of the API, in the spelling that is sent. */
export const HEADERS = {
  correlationId: 'X-Correlation-ID',
  idempotencyKey: 'Idempotency-Key',
  idempotencyReplayed: 'Idempotency-Replayed',
  /** On every answer of ours, so that a proxy's page is never mistaken for an acceptance. */
  marker: 'X-Pixel-Prompt',
} as const

/** The address of a route for one job. */
export function pathOfJob(route: { path: string }, jobId: string): string {
  return route.path.replace(':jobId', jobId)
}
