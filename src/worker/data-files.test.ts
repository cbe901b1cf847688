import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DataFiles } from './data-files'
import type { Download } from './protocol'

const CONTENT = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251)

let server: Server
let files: DataFiles
let asked: (string | undefined)[]
let reports: Download[]

beforeEach(async () => {
  asked = []
  reports = []
  server = createServer((request, response) => {
    asked.push(request.url)
    if (request.url === '/data/whole.u8z') response.end(CONTENT)
    else if (request.url === '/data/cut.u8z') {
      response.writeHead(200, { 'Content-Length': CONTENT.length })
      response.write(CONTENT.subarray(0, 1000), () => response.destroy())
    } else if (request.url === '/data/slow.u8z') {
      response.writeHead(200, { 'Content-Length': CONTENT.length })
      response.write(CONTENT.subarray(0, 1000))
    } else response.writeHead(404).end('not here')
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  files = new DataFiles(
    (file) => new URL(`http://localhost:${port}/data/${file}`),
    (download) => reports.push(download),
  )
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

it('tells how much of a file has come, from nothing to all of it', async () => {
  expect(new Uint8Array(await files.load('whole.u8z'))).toEqual(CONTENT)
  expect(reports[0]).toEqual({ file: 'whole.u8z', bytes: 0 })
  expect(reports.length).toBeGreaterThan(2)
  expect(reports.at(-1)).toEqual({ file: 'whole.u8z', bytes: CONTENT.length })
  const bytes = reports.map((report) => report.bytes)
  expect(bytes).toEqual([...bytes].sort((a, b) => a - b))
})

it('fetches a file once', async () => {
  const first = await files.load('whole.u8z')
  const told = reports.length
  expect(await files.load('whole.u8z')).toBe(first)
  expect(asked).toEqual(['/data/whole.u8z'])
  expect(reports).toHaveLength(told)
})

it('says which file is missing, and tries again when asked again', async () => {
  for (const _ of [1, 2]) {
    await expect(files.load('gone.u8z')).rejects.toThrow(
      'The data file gone.u8z could not be loaded: the server answered 404. Your experiment is as you left it.',
    )
  }
  expect(asked).toHaveLength(2)
})

it('says which file a broken connection has cut off', async () => {
  await expect(files.load('cut.u8z')).rejects.toThrow(
    'The data file cut.u8z could not be loaded: the connection failed, and only',
  )
})

it('says the same where there is no connection at all', async () => {
  await new Promise((resolve) => server.close(resolve))
  await expect(files.load('whole.u8z')).rejects.toThrow('whole.u8z could not be loaded')
})

it('gives up a file that is no longer wanted, and loads the next one', async () => {
  const slow = files.load('slow.u8z')
  const abandoned = (async () => {
    while (reports.at(-1)?.bytes !== 1000) await new Promise((resolve) => setTimeout(resolve, 5))
    files.abandon()
  })()
  await expect(slow).rejects.toThrow('aborted')
  await abandoned
  expect((await files.load('whole.u8z')).byteLength).toBe(CONTENT.length)
})
