/** Firefox by WebDriver BiDi, which it speaks itself: https://w3c.github.io/webdriver-bidi/ */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A GPU in software, where Debian's package mesa-vulkan-drivers has put one. */
const LAVAPIPE = '/usr/share/vulkan/icd.d/lvp_icd.x86_64.json'
const WEBGPU = ['dom.webgpu.enabled', 'dom.webgpu.workers.enabled', 'gfx.webgpu.ignore-blocklist']

/**
 * @param binary path of Firefox
 * @param size in CSS pixels
 * @param webgpu whether to switch WebGPU on where a release of Firefox has it off
 */
export async function launchFirefox(binary, size, { webgpu }) {
  const profile = mkdtempSync(join(tmpdir(), 'glassnet-firefox-'))
  const preferences = webgpu ? WEBGPU.map((name) => `user_pref("${name}", true);\n`) : []
  writeFileSync(join(profile, 'user.js'), preferences.join(''))
  const child = spawn(
    binary,
    ['--headless', '--remote-debugging-port', '0', '--profile', profile, '--no-remote'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...(existsSync(LAVAPIPE) && { VK_ICD_FILENAMES: LAVAPIPE }) },
    },
  )
  const connection = await connect(`${await addressOf(child)}/session`)
  await connection.call('session.new', { capabilities: {} })
  const { contexts } = await connection.call('browsingContext.getTree', {})
  const { context } = contexts[0]
  await connection.call('browsingContext.setViewport', { context, viewport: size })
  return {
    open: (url) => connection.call('browsingContext.navigate', { context, url, wait: 'complete' }),
    async evaluate(script, ...values) {
      const answer = await connection.call('script.callFunction', {
        functionDeclaration: `async (json) => JSON.stringify(await (${script})(...JSON.parse(json)))`,
        arguments: [{ type: 'string', value: JSON.stringify(values) }],
        target: { context },
        awaitPromise: true,
      })
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
      return JSON.parse(answer.result.value)
    },
    async picture() {
      const { data } = await connection.call('browsingContext.captureScreenshot', { context })
      return Buffer.from(data, 'base64')
    },
    async close() {
      connection.close()
      child.kill()
      await once(child, 'exit')
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Firefox says it on its error output, once it listens. */
function addressOf({ stderr }) {
  return new Promise((resolve, reject) => {
    let said = ''
    stderr.on('data', (chunk) => {
      said += chunk
      const address = said.match(/WebDriver BiDi listening on (ws:\S+)/)?.[1]
      if (address) resolve(address)
    })
    stderr.on('end', () => reject(new Error(`Firefox did not start: ${said.slice(-500)}`)))
  })
}

async function connect(url) {
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error(`Firefox does not answer at ${url}.`))
  })
  const waiting = new Map()
  socket.onmessage = ({ data }) => {
    const { id, type, result, message } = JSON.parse(data)
    const { resolve, reject } = waiting.get(id) ?? {}
    waiting.delete(id)
    if (type === 'error') reject?.(new Error(message))
    else resolve?.(result)
  }
  let count = 0
  return {
    call(method, params) {
      const id = ++count
      socket.send(JSON.stringify({ id, method, params }))
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
    close: () => socket.close(),
  }
}
