/** One square becomes many: a prompt in the corner, its pictures growing from it. The same drawing is public/favicon.svg. */
export function BrandMark() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <path d="M2 23h7v7H2z" fill="var(--accent)" />
      <path d="M11 14h7v7h-7zM20 2h10v10H20z" />
      <path d="M20 14h10v7H20zM11 23h7v7h-7zM2 14h7v7H2zM11 2h7v10h-7z" opacity=".4" />
    </svg>
  )
}
