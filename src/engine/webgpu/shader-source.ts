/** A WGSL file, by its path in the repository. */
export interface ShaderFile {
  readonly file: string
  readonly text: string
}

/** One message of the compiler; lines and columns count from 1, 0 where it knows none. */
interface CompilerMessage {
  readonly type: string
  readonly message: string
  readonly lineNum: number
  readonly linePos: number
}

/** Files appended one after the other: the op's own text first, so that its line numbers hold. */
export function assemble(files: readonly ShaderFile[]): string {
  return files.map(({ text }) => text).join('\n')
}

/** Compiler messages with file, line, column and the line itself, for whoever edits shaders. */
export function describeMessages(
  files: readonly ShaderFile[],
  messages: readonly CompilerMessage[],
): string {
  return messages
    .map(({ type, message, lineNum, linePos }) => {
      const place = locate(files, lineNum)
      if (!place) return `${type}: ${message}`
      const { file, line, text } = place
      const pointer = `${' '.repeat(Math.max(0, linePos - 1))}^`
      return `${file}:${line}:${linePos}: ${type}: ${message}\n${text}\n${pointer}`
    })
    .join('\n')
}

function locate(files: readonly ShaderFile[], lineNumber: number) {
  let line = lineNumber
  for (const { file, text } of files) {
    const lines = text.split('\n')
    if (line >= 1 && line <= lines.length) return { file, line, text: lines[line - 1] }
    line -= lines.length
  }
  return undefined
}
