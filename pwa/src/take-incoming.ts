import type { Draft } from '#offline/draft.ts'
import type { Writable } from '#offline/observable.ts'
import { createSharedInbox } from '#offline/shared-inbox.ts'
import { ADDRESSES } from '#platform/addresses.ts'
import type { Notices } from '#platform/notices.ts'
import { appTexts } from '#ui/texts/app.ts'

interface IncomingTools {
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'>
  readonly draft: Draft
  readonly notices: Notices
  readonly announce: (sentence: string) => void
  readonly sharedPictures: Writable<readonly Blob[]>
}

/**
 * Takes what came from outside into the box: what another app has shared, and the text of a `web+pixelprompt` link.
 * Another text that stands there is never replaced. @param query of the address that the app was opened with
 */
export async function takeIncoming(query: URLSearchParams, tools: IncomingTools): Promise<void> {
  const { draft, notices, announce, sharedPictures } = tools
  const inbox = createSharedInbox(tools.caches)
  if (query.has('share-failed')) announce(appTexts.shareFailed)
  const share = await inbox.read()
  if (share !== undefined) sharedPictures.set(share.images)
  const text = [...(share?.parts ?? []), ...textOfLink(query.get('link'))].join('\n')
  if (text === '') return
  if (draft.state.get().text.trim() === '') return take(text)
  notices.show({
    key: 'shared',
    text: appTexts.shared,
    actions: [
      { label: appTexts.addShared, onPress: () => take(`${draft.state.get().text.trimEnd()}\n${text}`) },
      { label: appTexts.discardShared, onPress: forget },
    ],
  })

  async function take(next: string): Promise<void> {
    draft.setText(next)
    // Only now that the draft is on the disk: a page that dies in between finds it once more, not never.
    await draft.save()
    await forget()
  }

  async function forget(): Promise<void> {
    if (share === undefined) return
    if (share.images.length === 0) await inbox.clear()
    else await inbox.put({ parts: [], images: share.images })
  }
}

/** `web+pixelprompt://create?prompt=a%20fox`; anything else of that protocol only opens the app. */
function textOfLink(link: string | null): readonly string[] {
  if (link === null || !URL.canParse(link)) return []
  const { protocol, searchParams } = new URL(link)
  const prompt = searchParams.get('prompt')?.trim() ?? ''
  return protocol === 'web+pixelprompt:' && prompt !== '' ? [prompt] : []
}

/** The address of Create without what was taken from it, so that a reload takes nothing twice. */
export function withoutIncoming({ pathname, search }: URL): string {
  const query = new URLSearchParams(search)
  for (const name of ['shared', 'share-failed', 'link']) query.delete(name)
  const rest = query.toString()
  return `${pathname || ADDRESSES.create}${rest === '' ? '' : `?${rest}`}`
}
