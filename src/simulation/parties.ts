/** Who takes part besides the recipient's clients, which go by their device ids, and the addresses that messages are forwarded to. */
export const parties = {
  originator: 'Originator',
  core: 'SIP/IP core',
  participatingFunction: 'Participating Function',
  pushEnabler: 'Push Enabler',
  storageServer: 'Message Storage Server',
  interworking: 'Interworking Selection Function',
} as const
