import type { Instant } from 'cpm-routing'
import { nextChange } from 'cpm-routing'
import { decode, encode, InstantCodec } from 'cpm-routing/wire'
import { byId } from './byId.js'
import { fieldOf, situationShown } from './fields.js'
import { readSituation } from './readSituation.js'

const hour = 3_600_000

/** The buttons beside the time: an hour back or on, and to the next instant at which the answer differs if only time passes. */
export const offerTime = (show: () => void): void => {
  const field = fieldOf('now')
  const said = byId('time-said', HTMLElement)
  const put = (instant: Instant): void => {
    field.value = String(encode(InstantCodec)(instant))
    said.textContent = ''
    show()
  }
  const move = (by: number) => (): void => {
    const read = decode(InstantCodec)(field.value.trim())
    if (read._tag === 'Right') {
      put(read.right.value + by)
    }
  }
  byId('earlier', HTMLButtonElement).addEventListener('click', move(-hour))
  byId('later', HTMLButtonElement).addEventListener('click', move(hour))
  byId('next-change', HTMLButtonElement).addEventListener('click', () => {
    const { request } = readSituation(situationShown())
    const next = request === undefined ? undefined : nextChange(request)
    if (next === undefined) {
      said.textContent = request === undefined ? 'There is no answer yet.' : 'The answer stays as it is.'
    } else {
      put(next)
    }
  })
}
