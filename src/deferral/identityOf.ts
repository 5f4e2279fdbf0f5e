import type { StandaloneMessage } from '../model/StandaloneMessage.js'

/**
 * The key under which a message is found again, if it has an identity of its own: its originator and its Message-ID together.
 *
 * @spec AMB-32
 */
export const identityOf = ({ originator, messageId }: StandaloneMessage): string | undefined =>
  messageId === undefined || originator.address === undefined
    ? undefined
    : `${originator.address.canonical} ${messageId}`
