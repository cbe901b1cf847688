/**
 * Keeps the page for use without a connection: all of its build from the first visit on, and each
 * data file from its first use on. The build puts the constant `BUILD` in front of this script.
 */
export {}

declare const self: ServiceWorkerGlobalScope

/** Paths relative to the page, each with the digest of its bytes as `integrity` has it. */
type Files = Readonly<Record<string, string>>

/** `shell` is what the page is made of, its path '' the page itself; `data` is below `data/`. */
declare const BUILD: { readonly shell: Files; readonly data: Files }

const SCOPE = self.registration.scope
/** Other pages of this origin have caches too. Here the time of the installation follows. */
const SHELLS = `glassnet ${SCOPE} shell `
const DATA = `glassnet ${SCOPE} data`
/** On one's own machine the page is wanted as it was built last, and another may follow at its port. */
const IS_LOCAL = ['localhost', '127.0.0.1', '[::1]'].includes(self.location.hostname)

const addressOf = (path: string) => new URL(path, SCOPE).href
/** A changed file is another entry. */
const dataKey = (path: string) => `${addressOf(path)}?${encodeURIComponent(BUILD.data[path])}`

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request)
  if (path === null) return
  if (path in BUILD.data) event.respondWith(dataFile(event, path))
  else if (path in BUILD.shell || path.startsWith('assets/')) {
    event.respondWith(shellFile(event.request, path))
  }
})

/** All of a build or nothing: digests refuse a mixture with the files of another. */
async function install(): Promise<void> {
  const name = SHELLS + Date.now()
  try {
    const cache = await caches.open(name)
    await cache.addAll(
      Object.entries(BUILD.shell).map(
        ([path, integrity]) => new Request(addressOf(path), { integrity, cache: 'no-cache' }),
      ),
    )
  } catch (error) {
    await caches.delete(name)
    throw error
  }
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const page of pages) page.postMessage({ kind: 'build', files: Object.keys(BUILD.shell) })
  await self.skipWaiting()
}

async function activate(): Promise<void> {
  // The last build but one may belong to pages that are open.
  const outdated = (await shells()).slice(2)
  await Promise.all(outdated.map((name) => caches.delete(name)))
  const data = await caches.open(DATA)
  const current = new Set(Object.keys(BUILD.data).map(dataKey))
  const changed = (await data.keys()).filter(({ url }) => !current.has(url))
  await Promise.all(changed.map((request) => data.delete(request)))
  await self.clients.claim()
}

/** Names of the caches of builds, the newest first. */
async function shells(): Promise<string[]> {
  return (await caches.keys())
    .filter((name) => name.startsWith(SHELLS))
    .sort()
    .reverse()
}

/** null for what is none of this page's. */
function pathOf({ method, url }: Request): string | null {
  const { origin, pathname } = new URL(url)
  const address = origin + pathname
  if (method !== 'GET' || !address.startsWith(SCOPE)) return null
  const path = address.slice(SCOPE.length)
  return path === 'index.html' ? '' : path
}

async function shellFile(request: Request, path: string): Promise<Response> {
  const kept = await keptShellFile(path)
  if (path === '' && IS_LOCAL) return fetch(request).catch(() => kept ?? Response.error())
  return kept ?? fetch(request)
}

/**
 * The page itself comes from the newest build, even while another build's worker still answers. Its
 * parts, and those that an older page asks for, have names of their own.
 */
async function keptShellFile(path: string): Promise<Response | undefined> {
  for (const name of await shells()) {
    const cache = await caches.open(name)
    const kept = await cache.match(addressOf(path), { ignoreVary: true })
    if (kept) return kept
  }
  return undefined
}

async function dataFile(event: FetchEvent, path: string): Promise<Response> {
  const kept = await (await caches.open(DATA)).match(dataKey(path))
  if (kept) return kept
  const response = await fetch(event.request, { cache: 'no-cache' })
  if (response.ok) event.waitUntil(keepData(path, response.clone()))
  return response
}

/** Unless the server has another version by now. */
async function keepData(path: string, response: Response): Promise<void> {
  const bytes = await response.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  if (`sha256-${btoa(String.fromCharCode(...digest))}` !== BUILD.data[path]) return
  const headers = {
    'Content-Type': response.headers.get('Content-Type') ?? 'application/octet-stream',
    // As it is now, whatever it was on its way.
    'Content-Length': String(bytes.byteLength),
  }
  await (await caches.open(DATA)).put(dataKey(path), new Response(bytes, { headers }))
}
