export function Training() {
  return <section aria-label="Training" />
}
