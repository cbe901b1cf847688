import type { TableName } from '../../model/bundled'

/** Rows of each data set in its picture; few enough to stand here, so that no file is fetched. */
export const BUNDLED_POINTS = { examples: 72, seed: 7 }

/** As `encodePoints` writes them; a test computes them again from the files. */
export const bundledPoints: Readonly<Record<TableName, string>> = {
  iris: '97ACA77765A7A577BA9A95DCAABC878787A58AA7 aaaaSWVRRPXWYWaTeadgcYaWbWYaWWgcWPdYaYbaQPWWcYaccaaa kYqgnrmplninrlulupkulrlwwrfagjpwhrowiraehlkpjgtnogmc',
  wine: 'TNcPUFYWfOSMbPVJgOWPYRVHbPdTVGZMQHYQZMbQSKhVSH VKUHNDREIDPCJHaHKAJ8K9OHJ7VBR8GBOKQEDDGCNBOCXFTDQDK5 7JJcGw8M8P8Q9NEPGV8H9fFIFOFMEqBl7PAfBc8Y7OAJ9j',
  penguins:
    'KgDZ9UMgKYFSJtEaOhGhFbLZLfNdCTDRKhNe5KIuEZGeKrEiMgLgKf8gHX hjdbdjolMRQRRbefXZifcgbXXZUR gPXKkMnNRCRDcLeDXEUQfWiLYKTWUEUEUAaFfLdJQ5XOdScOWBaIcHpUZC',
}
