/**
 * Programs that fetch a page to draw a preview of its link. Names that browsers inside of apps carry too (Twitter,
 * Pinterest, Instagram) do not stand here, since a person would get the preview in place of the app; nor do search
 * engines, which run the app.
 */
const PREVIEW_BOTS =
  /facebookexternalhit|facebot|twitterbot|linkedinbot|slackbot|discordbot|telegrambot|whatsapp\/|skypeuripreview|pinterestbot|redditbot|vkshare|mastodon\/|cardyb|iframely|embedly/i

export function isPreviewBot(userAgent: string): boolean {
  return PREVIEW_BOTS.test(userAgent)
}
