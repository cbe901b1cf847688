import { serve } from '../../scripts/serve.mjs'

/** Serves dist/ for all tests; each process reads the address from the environment. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const { url, close } = await serve({ port: 0 })
  process.env['GLASSNET_URL'] = url
  return async () => {
    await close()
  }
}
