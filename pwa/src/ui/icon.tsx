/** Paths in a box of 24 px, drawn with lines of 2 px. */
const PATHS = {
  create: 'M4 20l4.5-1L19.8 7.7a1.7 1.7 0 0 0 0-2.4l-1.1-1.1a1.7 1.7 0 0 0-2.4 0L5 15.5 4 20zM14 6.5l3.5 3.5',
  gallery: 'M4 4h7v9H4zM15 4h5v5h-5zM15 13h5v7h-5zM4 17h7v3H4z',
  outbox: 'M12 3.5v9M8 7.2l4-3.7 4 3.7M4 13.5V20h16v-6.5h-4.6a3.5 3.5 0 0 1-6.8 0z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5v4.2h-4.2',
} as const

/** A name, or the path itself of an icon that only a later screen has. */
export type IconName = keyof typeof PATHS | `M${string}`

const pathOf: Readonly<Record<string, string>> = PATHS

/** Decoration beside a name; never the name itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={pathOf[name] ?? name} />
    </svg>
  )
}
