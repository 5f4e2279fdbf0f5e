import type { RoutingRequest } from 'cpm-routing'
import {
  CpmClientCodec,
  encode,
  InstantCodec,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
  UserPreferencesCodec,
} from 'cpm-routing/wire'
import { jsonText } from './jsonText.js'
import type { Situation } from './Situation.js'

const text = (value: unknown): string => (value === undefined ? '' : jsonText(value))

/** A routing request as it is typed. */
export const situationOf = ({ message, recipient, policy, now }: RoutingRequest): Situation => ({
  message: text(encode(StandaloneMessageCodec)(message)),
  preferences: recipient.preferences === undefined ? '' : text(encode(UserPreferencesCodec)(recipient.preferences)),
  clients: text(recipient.clients?.map(encode(CpmClientCodec))),
  policy: policy === undefined ? '' : text(encode(ServiceProviderPolicyCodec)(policy)),
  sphere: (recipient.sphere ?? []).join(', '),
  now: String(encode(InstantCodec)(now)),
})
