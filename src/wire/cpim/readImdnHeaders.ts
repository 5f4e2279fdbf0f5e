import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { Decoding } from '../InputError.js'
import { allErrors, decoded, readAtMostOne, readEach, refusal } from '../octets/decoding.js'
import { textBefore } from '../octets/textBefore.js'
import type { CpimHeader, CpimParty, ImdnHeaders } from './CpimMessage.js'
import { imdnNamespace } from './CpimMessage.js'
import { headerValues } from './headerValues.js'
import { readCpimParty } from './readCpimParty.js'

const messageIdSyntax = /^[!-~]+$/

const readMessageId = (value: string): Decoding<string> =>
  messageIdSyntax.test(value)
    ? decoded(value)
    : refusal('malformed', 'imdn.Message-ID', 'an identity without blanks', value)

/** The tokens of comma lists, without their parameters, in lower case. */
const tokensOf = (values: readonly string[]): readonly string[] =>
  values
    .flatMap((value) => value.split(','))
    .map((element) => textBefore(element, ';').trim().toLowerCase())
    .filter((token) => token !== '')

const uriOf = (party: CpimParty): string => party.uri

/** Reads the headers about disposition notifications, whatever prefix the sender gave their namespace. */
export const readImdnHeaders = (headers: readonly CpimHeader[]): Decoding<ImdnHeaders> => {
  const values = (name: string): readonly string[] => headerValues(headers, imdnNamespace, name)
  const parts = sequenceS(allErrors)({
    messageId: readAtMostOne('imdn.Message-ID', values('Message-ID'), readMessageId),
    originalTo: readAtMostOne('imdn.Original-To', values('Original-To'), readCpimParty('imdn.Original-To')),
    recordRoute: readEach(values('IMDN-Record-Route'), readCpimParty('imdn.IMDN-Record-Route')),
    route: readEach(values('IMDN-Route'), readCpimParty('imdn.IMDN-Route')),
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const { messageId, originalTo, recordRoute, route } = parts.right
  return decoded({
    ...(messageId.value === undefined ? {} : { messageId: messageId.value }),
    dispositionNotification: tokensOf(values('Disposition-Notification')),
    ...(originalTo.value === undefined ? {} : { originalTo: originalTo.value.uri }),
    recordRoute: recordRoute.value.map(uriOf),
    route: route.value.map(uriOf),
  })
}
