import type { Runner } from './runner.ts'
import type { StackOutputs } from './stack.ts'

interface AppSettings {
  /** pwa/.env of the clone. */
  readonly file: string
  readonly stage: string
  readonly outputs: StackOutputs
}

/** Names the deployment to the development server of the app (`npm run dev:deployed`); pwa/.env.example explains each line. */
export async function writeAppSettings(runner: Runner, { file, stage, outputs }: AppSettings): Promise<void> {
  const lines = [
    '# Written by infra/deploy.sh; .env.example explains each line.',
    `VITE_API_ENDPOINT=${outputs.SiteUrl}`,
    `VITE_STAGE=${stage}`,
  ]
  await runner.write(file, `${lines.join('\n')}\n`)
}
