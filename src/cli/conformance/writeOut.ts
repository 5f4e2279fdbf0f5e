import { messageLine } from '../messageLine.js'
import type { Terminal } from '../Terminal.js'

/** Writes a text into a file, or as the result where none is named; gives whether that has worked. */
export const writeOut = async (terminal: Terminal, file: string | undefined, text: string): Promise<boolean> => {
  if (file === undefined) {
    return (await terminal.writeResult(text)) !== 'failed'
  }
  const why = await terminal.writeFile(file, text)
  if (why !== undefined) {
    terminal.writeMessage(messageLine([file], `cannot be written: ${why}`))
  }
  return why === undefined
}
