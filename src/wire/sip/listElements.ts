import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { fieldValues } from '../mime/HeaderField.js'
import { splitList } from '../mime/splitList.js'
import { decoded, readEach, refusal } from '../octets/decoding.js'

const readElements =
  (name: string) =>
  (value: string): Decoding<readonly string[]> => {
    const split = splitList(value)
    return split._tag === 'None' || split.value.includes('')
      ? refusal('malformed', name, 'elements with a comma between them', value)
      : decoded(split.value)
  }

/** The elements of a comma list over all header fields of a name, in order. */
export const listElements = (headers: readonly HeaderField[], name: string): Decoding<readonly string[]> => {
  const lists = readEach(fieldValues(headers, name), readElements(name))
  return lists._tag === 'Left' ? lists : decoded(lists.right.value.flat())
}

/** Reads each element of a comma list over all header fields of a name. */
export const readElementsOf = <A>(
  headers: readonly HeaderField[],
  name: string,
  read: (element: string) => Decoding<A>,
): Decoding<readonly A[]> => {
  const elements = listElements(headers, name)
  return elements._tag === 'Left' ? elements : readEach(elements.right.value, read)
}
