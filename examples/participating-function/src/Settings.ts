import { readFileSync } from 'node:fs'
import type { ServiceProviderPolicy } from 'cpm-routing'
import { decodeJson, ServiceProviderPolicyCodec } from 'cpm-routing/wire/documents'
import webpush from 'web-push'
import type { ImapAccess } from './createMailboxes.js'
import type { PushIdentity } from './createPushEnabler.js'
import type { Flow, WireEvent } from './sip/openTransport.js'
import type { SipTimers } from './sip/openTransactions.js'

/** Everything that can be chosen about a server. */
export interface Settings {
  readonly host: string
  readonly sipPort: number
  readonly httpPort: number
  /** The next hop of all requests. */
  readonly core: Flow
  /** A file, or the URL of a PostgreSQL database. */
  readonly database: string
  readonly policy: ServiceProviderPolicy
  /** Absent: what is to be stored waits. */
  readonly imap?: ImapAccess
  readonly push: PushIdentity
  /** Where messages for SMS, MMS and other services go. */
  readonly interworking: string
  readonly timers?: SipTimers
  readonly observe?: (event: WireEvent) => void
  readonly write: (line: string) => void
}

const flowOf = (text: string): Flow => {
  const [address = '127.0.0.1', port = '5060', protocol = 'udp'] = text.split(':')
  return { protocol: protocol.toUpperCase() === 'TCP' ? 'TCP' : 'UDP', address, port: Number(port) }
}

const policyOf = (file: string | undefined): ServiceProviderPolicy => {
  const decoded = file === undefined ? undefined : decodeJson(ServiceProviderPolicyCodec)(readFileSync(file, 'utf8'))
  if (decoded?._tag === 'Left') {
    throw new Error(`${file} is no policy: ${JSON.stringify(decoded.left)}`)
  }
  return decoded?.right.value ?? {}
}

const imapOf = (text: string | undefined, password: string): { readonly imap?: ImapAccess } => {
  const [host = '', port = '143'] = text?.split(':') ?? []
  return text === undefined ? {} : { imap: { host, port: Number(port), password } }
}

/** The settings that the environment gives; README lists them. */
export const settingsOf = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const value = (name: string, otherwise: string): string => environment[name] ?? otherwise
  const fresh = webpush.generateVAPIDKeys()
  return {
    host: value('SIP_HOST', '127.0.0.1'),
    sipPort: Number(value('SIP_PORT', '5170')),
    httpPort: Number(value('HTTP_PORT', '8170')),
    core: flowOf(value('CORE', '127.0.0.1:5060:udp')),
    database: value('DATABASE', 'participating-function.db'),
    policy: policyOf(environment['POLICY']),
    ...imapOf(environment['IMAP'], value('IMAP_PASSWORD', '')),
    push: {
      subject: value('PUSH_SUBJECT', 'mailto:operator@example.com'),
      publicKey: value('PUSH_PUBLIC_KEY', fresh.publicKey),
      privateKey: value('PUSH_PRIVATE_KEY', fresh.privateKey),
    },
    interworking: value('INTERWORKING', 'sip:interworking@interworking.invalid'),
    write: (line) => void process.stdout.write(line),
  }
}
