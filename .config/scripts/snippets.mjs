import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const filesUnder = (folder, ending) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** The ```ts blocks of a Markdown page or of the comments of a source file, each with the line on which it starts. */
const blocksOf = (file) => {
  const isSource = file.endsWith('.ts')
  const lines = readFileSync(file, 'utf8').split('\n')
  const blocks = []
  let open
  for (const [index, line] of lines.entries()) {
    const text = isSource ? line.replace(/^\s*\*( |$)/, '') : line
    if (open === undefined && /^\s*```ts\s*$/.test(text) && (!isSource || /^\s*\*/.test(line))) {
      open = { file, line: index + 2, code: [] }
    } else if (open !== undefined && /^\s*```\s*$/.test(text)) {
      blocks.push({ ...open, code: open.code.join('\n') })
      open = undefined
    } else {
      open?.code.push(text)
    }
  }
  return blocks
}

/** What `// => ` comments say is printed; the comment lines that follow one belong to it. */
export const expectedOutput = (code) => {
  const expected = []
  let isIn = false
  for (const line of code.split('\n')) {
    const starts = /^\s*(?:.*;?\s)?\/\/ => ?(.*)$/.exec(line)
    const goesOn = isIn ? /^\s*\/\/ ?(.*)$/.exec(line) : null
    isIn = starts !== null || goesOn !== null
    if (isIn) {
      expected.push((starts ?? goesOn)[1])
    }
  }
  return expected.join('\n')
}

/** How output is compared: how long a line may be does not count. */
export const withoutLayout = (text) => text.replace(/\s+/g, ' ').trim()

/** Every snippet of the README, the pages in docs and the doc comments of src. */
export const snippets = () =>
  [
    'README.md',
    ...filesUnder('docs', '.md').filter(
      (file) => !['api', 'site'].some((folder) => file.startsWith(join('docs', folder))),
    ),
    ...filesUnder('src', '.ts'),
  ]
    .flatMap(blocksOf)
    .map((block) => ({ ...block, name: `${block.file.replace(/\W+/g, '-')}-${block.line}` }))
