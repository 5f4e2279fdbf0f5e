import type * as Event from '../../deferral/index.js'
import type { Selection } from '../../model/Selection.js'
import { requestedActions } from '../../model/Selection.js'
import type { Codec } from '../../wire/documents/Codec.js'
import { form } from '../../wire/documents/form.js'
import { CpmClientCodec, RoutingDecisionCodec, StandaloneMessageCodec } from '../../wire/documents/index.js'
import { list } from '../../wire/documents/list.js'
import { identity, oneOf, wholeNumber } from '../../wire/documents/scalars.js'
import { tagged } from '../../wire/documents/tagged.js'
import { eventForm, happened } from './eventForm.js'

const client = { client: CpmClientCodec }

const session = { sessionId: identity, deviceId: identity }

const outcome = {
  required: { actionId: identity },
  optional: { deviceId: identity, status: wholeNumber('SipStatus', 'a SIP status from 100 to 699', 100, 699) },
}

const selection = form<Selection>('Selection', {
  description: 'One message and what is asked for it.',
  required: { entryId: identity, action: oneOf('RequestedAction', requestedActions) },
  optional: {},
})

/** Something that has happened to one recipient, as a JSON document. */
export const QueueEventCodec: Codec<Event.QueueEvent> = tagged<Event.QueueEvent, '_tag'>('QueueEvent', '_tag', {
  MessageRouted: eventForm<Event.MessageRouted>('PF.MessageRouted', {
    required: { ...happened('MessageRouted'), message: StandaloneMessageCodec, decision: RoutingDecisionCodec },
    optional: {},
  }),
  ClientRegistered: eventForm<Event.ClientRegistered>('PF.ClientRegistered', {
    required: { ...happened('ClientRegistered'), ...client },
    optional: {},
  }),
  ClientChanged: eventForm<Event.ClientChanged>('PF.ClientChanged', {
    required: { ...happened('ClientChanged'), ...client },
    optional: {},
  }),
  ClientDeregistered: eventForm<Event.ClientDeregistered>('PF.ClientDeregistered', {
    required: { ...happened('ClientDeregistered'), deviceId: identity },
    optional: {},
  }),
  PreferencesChanged: eventForm<Event.PreferencesChanged>('PF.PreferencesChanged', {
    required: { ...happened('PreferencesChanged') },
    optional: {},
  }),
  PolicyChanged: eventForm<Event.PolicyChanged>('PF.PolicyChanged', {
    required: { ...happened('PolicyChanged') },
    optional: {},
  }),
  SphereChanged: eventForm<Event.SphereChanged>('PF.SphereChanged', {
    required: { ...happened('SphereChanged') },
    optional: {},
  }),
  TimeReached: eventForm<Event.TimeReached>('PF.TimeReached', {
    required: { ...happened('TimeReached') },
    optional: {},
  }),
  SessionEstablished: eventForm<Event.SessionEstablished>('PF.SessionEstablished', {
    required: { ...happened('SessionEstablished'), ...session },
    optional: {},
  }),
  MessagesSelected: eventForm<Event.MessagesSelected>('PF.MessagesSelected', {
    required: { ...happened('MessagesSelected'), ...session, selections: list(selection) },
    optional: {},
  }),
  SessionEnded: eventForm<Event.SessionEnded>('PF.SessionEnded', {
    required: { ...happened('SessionEnded'), ...session },
    optional: {},
  }),
  MessageRevoked: eventForm<Event.MessageRevoked>('PF.MessageRevoked', {
    required: { ...happened('MessageRevoked'), entryId: identity },
    optional: {},
  }),
  RecipientRemoved: eventForm<Event.RecipientRemoved>('PF.RecipientRemoved', {
    required: { ...happened('RecipientRemoved') },
    optional: {},
  }),
  ActionSucceeded: eventForm<Event.ActionSucceeded>('PF.ActionSucceeded', {
    required: { ...happened('ActionSucceeded'), ...outcome.required },
    optional: outcome.optional,
  }),
  ActionFailed: eventForm<Event.ActionFailed>('PF.ActionFailed', {
    required: { ...happened('ActionFailed'), ...outcome.required },
    optional: outcome.optional,
  }),
  ActionUnknown: eventForm<Event.ActionUnknown>('PF.ActionUnknown', {
    required: { ...happened('ActionUnknown'), ...outcome.required },
    optional: outcome.optional,
  }),
})
