import * as v from 'valibot'

/** What `infra/deploy.sh` writes into pwa/.env, and .env.example explains. */
const Environment = v.object({
  VITE_API_ENDPOINT: v.pipe(v.string(), v.url(), v.regex(/^https?:\/\/[^/]+\/?$/, 'It has no path.')),
  VITE_STAGE: v.optional(v.string(), 'unnamed'),
})

/** What a deployment answers itself; the app's own files come from the sources. */
const PATHS = ['^/api/', '^/images/', '^/index/']

export interface DeployedBackend {
  /** For the eye: which deployment this is. */
  readonly name: string
  /** Vite's `server.proxy`. */
  readonly proxy: Readonly<Record<string, { target: string; changeOrigin: true }>>
}

/**
 * The deployment that the sources of the app are developed against.
 * @throws Error that says what is missing
 */
export function readDeployedBackend(environment: Readonly<Record<string, string>>): DeployedBackend {
  const parsed = v.safeParse(Environment, environment)
  if (!parsed.success) {
    const reason = environment.VITE_API_ENDPOINT ? `: ${parsed.issues[0].message}` : ' is not set.'
    throw new Error(
      `VITE_API_ENDPOINT${reason} pwa/.env names the deployment to work against: infra/deploy.sh writes it, and pwa/.env.example says how by hand.`,
    )
  }
  const { VITE_API_ENDPOINT: target, VITE_STAGE: stage } = parsed.output
  const proxy = Object.fromEntries(PATHS.map((path) => [path, { target, changeOrigin: true as const }]))
  return { name: `${stage}, ${target}`, proxy }
}
