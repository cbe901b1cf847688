import type { Surroundings } from './link-sync'

const STORAGE_KEY = 'glassnet.experiment'

export const browserSurroundings: Surroundings = {
  hash: () => location.hash,
  push: (hash) => history.pushState(null, '', hash),
  replace: (hash) => history.replaceState(history.state, '', hash),
  stored() {
    try {
      return localStorage.getItem(STORAGE_KEY)
    } catch {
      return null
    }
  },
  store(link) {
    try {
      localStorage.setItem(STORAGE_KEY, link)
    } catch {
      // Without storage, or with a full one, the link in the address bar still holds everything.
    }
  },
}
