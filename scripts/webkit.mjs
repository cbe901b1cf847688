/** WebKit by the driver of its GTK port and WebDriver: https://www.w3.org/TR/webdriver2/ */
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'

const PORT = 9515
const DISPLAY = ':97'
const SCRIPT_MS = 300_000

/**
 * @param driver path of WebKitWebDriver
 * @param browser path of the MiniBrowser that comes with it
 * @param size of the window, in CSS pixels
 */
export async function launchWebKit({ driver, browser }, size) {
  const screen = spawn('Xvfb', [DISPLAY, '-screen', '0', '2000x1400x24'], { stdio: 'ignore' })
  const server = spawn(driver, [`--port=${PORT}`], {
    stdio: 'ignore',
    // Its sandbox needs rights that root in a container does not have.
    env: { ...process.env, DISPLAY, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  })
  const end = () => {
    server.kill()
    screen.kill()
  }
  try {
    await answers()
    const { sessionId } = await call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
        },
      },
    })
    const session = `/session/${sessionId}`
    await call('POST', `${session}/timeouts`, { script: SCRIPT_MS })
    await call('POST', `${session}/window/rect`, size)
    return {
      open: (url) => call('POST', `${session}/url`, { url }),
      async evaluate(script, ...values) {
        const answer = await call('POST', `${session}/execute/async`, {
          script: `const done = arguments[1];
            (${script})(...JSON.parse(arguments[0]))
              .then((value) => done(JSON.stringify({ value })))
              .catch((error) => done(JSON.stringify({ error: error.message })))`,
          args: [JSON.stringify(values)],
        })
        const { value, error } = JSON.parse(answer)
        if (error !== undefined) throw new Error(error)
        return value
      },
      picture: async () => Buffer.from(await call('GET', `${session}/screenshot`), 'base64'),
      async close() {
        await call('DELETE', session).catch(() => {})
        end()
      },
    }
  } catch (error) {
    end()
    throw error
  }
}

async function call(method, path, body) {
  const options = body && { body: JSON.stringify(body) }
  const response = await fetch(`http://127.0.0.1:${PORT}${path}`, { method, ...options })
  const { value } = await response.json()
  if (!response.ok) throw new Error(value.message)
  return value
}

async function answers() {
  for (let tries = 0; tries < 50; tries++) {
    const status = await call('GET', '/status').catch(() => null)
    if (status) return
    await wait(200)
  }
  throw new Error('WebKitWebDriver does not answer.')
}
