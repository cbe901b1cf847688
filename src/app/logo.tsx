/** Two inputs, one output, in a glass box: as in public/favicon.svg. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect
        x="2"
        y="2"
        width="28"
        height="28"
        rx="8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
      />
      <path d="M10 10.5 21 16 10 21.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <circle cx="10" cy="10.5" r="3" fill="var(--negative)" />
      <circle cx="10" cy="21.5" r="3" fill="var(--positive)" />
      <circle cx="21.5" cy="16" r="3" fill="currentColor" />
    </svg>
  )
}
