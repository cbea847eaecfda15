import type { Handler } from 'hono'
import type { ModelsAnswer } from '#contract/models.ts'
import type { AppEnv } from './app-context.ts'
import type { Services } from './services.ts'

/** GET /api/models: every model that this deployment knows, the ones that are off with their reason. */
export function modelsRoute({ registry, publishByDefault, keptDays }: Services): Handler<AppEnv> {
  return function listModels(context) {
    const answer: ModelsAnswer = {
      models: [...registry.infos()],
      defaultModels: [...registry.defaults],
      galleryDefault: publishByDefault ? 'public' : 'private',
      ...(keptDays !== undefined && { keptDays }),
    }
    return context.json(answer)
  }
}
