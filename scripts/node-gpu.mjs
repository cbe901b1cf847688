/**
 * WebGPU in Node by Dawn (npm `webgpu`), on whatever the machine has: a graphics driver of its own,
 * or the software driver SwiftShader that Chromium and Chrome ship beside their binary.
 */
import { existsSync, readdirSync } from 'node:fs'
import { constants, homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { create, globals } from 'webgpu'

/** Where Linux distributions and vendors put Chromium and Chrome. */
const BROWSER_FOLDERS = [
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/usr/lib64/chromium-browser',
  '/opt/google/chrome',
  '/opt/chromium.org/chromium',
]

/** Where Vulkan drivers of the system announce themselves. */
const DRIVER_FOLDERS = [
  '/etc/vulkan/icd.d',
  '/usr/share/vulkan/icd.d',
  '/usr/local/share/vulkan/icd.d',
]

/** dlopen's flag that keeps a library loaded; Node does not name it. */
const RTLD_NODELETE = 0x1000

/**
 * Browsers clear the memory of workgroups. Kernels write it before they read it, so here it is left
 * as it is: that shows those that do not, and clearing is most of what SwiftShader compiles.
 */
const OPTIONS = ['enable-dawn-features=disable_workgroup_init']

/** Instances must outlive their devices, so none is ever let go. */
const instances = []

/**
 * Also defines the constants of WebGPU (`GPUBufferUsage` and its kin) as globals, as in a browser.
 *
 * @returns {GPU | null} null where no Vulkan driver is found on Linux; elsewhere the system's own
 */
export function createNodeGpu() {
  if (process.platform === 'linux' && !prepareVulkan()) return null
  Object.assign(globalThis, globals)
  const gpu = create(process.platform === 'linux' ? ['backend=vulkan', ...OPTIONS] : OPTIONS)
  instances.push(gpu)
  return gpu
}

/** @returns {boolean} whether both a loader and a driver are there */
function prepareVulkan() {
  process.env.XDG_RUNTIME_DIR ??= tmpdir()
  const browsers = browserFolders()
  if (!process.env.VK_ICD_FILENAMES && !process.env.VK_DRIVER_FILES) {
    const drivers = [...systemDrivers(), ...softwareDriver(browsers)]
    if (drivers.length === 0) return false
    process.env.VK_ICD_FILENAMES = drivers.join(':')
  }
  return ['libvulkan.so.1', ...browsers.map((folder) => join(folder, 'libvulkan.so.1'))].some(
    keepLoaded,
  )
}

function systemDrivers() {
  return DRIVER_FOLDERS.flatMap((folder) =>
    list(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name)),
  )
}

/** SwiftShader, of the first browser that has it. */
function softwareDriver(browsers) {
  return browsers
    .map((folder) => join(folder, 'vk_swiftshader_icd.json'))
    .filter((path) => existsSync(path))
    .slice(0, 1)
}

/** Installed browsers first, then those that Playwright downloaded. */
function browserFolders() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache/ms-playwright')
  const downloaded = list(cache)
    .filter((name) => name.startsWith('chromium'))
    .sort()
    .reverse()
    .flatMap((name) => list(join(cache, name)).map((inner) => join(cache, name, inner)))
  return [...BROWSER_FOLDERS, ...downloaded].filter((folder) => existsSync(folder))
}

/**
 * Dawn asks for the Vulkan loader by its bare name, which finds a copy in another folder only if it
 * is loaded already. Node closes what is not one of its modules, unless told to keep it.
 */
function keepLoaded(path) {
  try {
    process.dlopen({ exports: {} }, path, constants.dlopen.RTLD_NOW | RTLD_NODELETE)
    return true
  } catch (error) {
    return String(error).includes('did not self-register')
  }
}

function list(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
