import { route } from '../../../src/routing/index.js'
import { decode, decodeJson, RoutingRequestCodec } from '../../../src/wire/documents/index.js'
import type { Contestant } from '../support/race.js'
import { passOf } from '../support/race.js'
import { documentOf, spoilt } from './requests.js'

const texts = Array.from({ length: 256 }, (_, index) => JSON.stringify(documentOf(index)))
const spoiltTexts = Array.from({ length: 256 }, (_, index) => JSON.stringify(spoilt(index)))

/** A way to read a text; its answers are whether it accepts. */
export const reading = (
  read: (text: string) => boolean,
  chosen: 'good' | 'bad' = 'good',
  judges = true,
): Contestant => {
  const own = chosen === 'good' ? texts : spoiltTexts
  return {
    answers: (count) => (judges ? [...texts, ...spoiltTexts].slice(0, count).map((text) => String(read(text))) : []),
    pass: passOf(own.length, (index) => read(own[index]!)),
  }
}

const decodeText = decodeJson(RoutingRequestCodec)
const decodeValue = decode(RoutingRequestCodec)

export const floor = async (): Promise<Contestant> => reading((text) => JSON.parse(text) !== null, 'good', false)
export const accepting = async (): Promise<Contestant> => reading((text) => decodeText(text)._tag === 'Right')
export const refusing = async (): Promise<Contestant> => reading((text) => decodeText(text)._tag === 'Right', 'bad')
export const ofValues = async (): Promise<Contestant> =>
  reading((text) => decodeValue(JSON.parse(text))._tag === 'Right')
export const deciding = async (): Promise<Contestant> =>
  reading((text) => {
    const request = decodeText(text)
    return request._tag === 'Right' && route(request.right.value)._tag.length > 0
  })
