import type { Notices } from '#platform/notices.ts'
import { appTexts } from '#ui/texts/app.ts'
import { texts } from '#ui/texts/en.ts'

interface TellTools {
  readonly notices: Notices
  readonly announce: (sentence: string) => void
  readonly reload: () => void
}

/** Another tab of an older version holds the database, and did not let go when it was asked to. */
export function tellBlocked({ notices, announce, reload }: TellTools): void {
  announce(appTexts.blocked)
  notices.show({
    key: 'blocked',
    text: appTexts.blocked,
    actions: [{ label: texts.broken.reload, onPress: reload }],
  })
}
