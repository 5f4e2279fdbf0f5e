import { messageLine } from './messageLine.js'
import type { Terminal } from './Terminal.js'

/** Writes a drawing into a file of its own; gives whether that has worked, and tells the person where it has not. */
export const writeDiagram = async (terminal: Terminal, file: string, drawing: string): Promise<boolean> => {
  const why = await terminal.writeFile(file, drawing)
  if (why !== undefined) {
    terminal.writeMessage(messageLine([file], `the diagram cannot be written: ${why}`))
  }
  return why === undefined
}
