export function Data() {
  return <section aria-label="Data" />
}
