import type { InputError } from '../InputError.js'
import { inputError } from '../octets/decoding.js'
import type { CpimMessage, CpimName } from './CpimMessage.js'
import { coreNamespace, imdnNamespace } from './CpimMessage.js'

const understood: Readonly<Record<string, readonly string[]>> = {
  [coreNamespace]: ['From', 'To', 'cc', 'DateTime', 'Subject', 'NS', 'Require'],
  [imdnNamespace]: ['Message-ID', 'Disposition-Notification', 'Original-To', 'IMDN-Record-Route', 'IMDN-Route'],
}

const isUnderstood = ({ namespace, name }: CpimName): boolean => (understood[namespace] ?? []).includes(name)

const missing = (path: string): InputError => inputError('missing', path, `the message header ${path}`, 'none')

/**
 * Why a message that is right in its form is still no CPM message: it names nobody in From or To, or Require asks for a header that is
 * not understood.
 */
export const unmetRequirements = (cpim: CpimMessage): readonly InputError[] => [
  ...(cpim.from === undefined ? [missing('From')] : []),
  ...(cpim.to.length === 0 ? [missing('To')] : []),
  ...cpim.require
    .filter((header) => !isUnderstood(header))
    .map((header) => inputError('unsupported', 'Require', 'a header that is understood', header.text)),
]
