import type * as Event from '../../cpmClient/index.js'
import { userChoices } from '../../cpmClient/index.js'
import { requestedActions } from '../../model/Selection.js'
import type { Codec } from '../../wire/documents/Codec.js'
import { form } from '../../wire/documents/form.js'
import { list } from '../../wire/documents/list.js'
import { identity, oneOf } from '../../wire/documents/scalars.js'
import { tagged } from '../../wire/documents/tagged.js'
import { eventForm, happened } from './eventForm.js'
import { noticeForm } from './noticeForm.js'

const choice = form<Event.UserChose['choices'][number]>('Choice', {
  description: 'What is to become of one deferred message.',
  required: { entryId: identity, choice: oneOf('UserChoice', userChoices) },
  optional: {},
})

const result = form<Event.ResultsReceived['results'][number]>('Result', {
  description: 'What has become of one message.',
  required: {
    entryId: identity,
    action: oneOf('ChosenAction', requestedActions),
    result: oneOf('ChosenActionResult', ['done', 'failed', 'unknown', 'alreadyTaken', 'expired']),
  },
  optional: {},
})

/** Something that has happened to the CPM client of one device, as a JSON document. */
export const CpmClientEventCodec: Codec<Event.CpmClientEvent> = tagged<Event.CpmClientEvent, '_tag'>(
  'CpmClientEvent',
  '_tag',
  {
    MessageReceived: eventForm<Event.MessageReceived>('Client.MessageReceived', {
      required: { ...happened('MessageReceived'), requestId: identity },
      optional: { entryId: identity },
    }),
    NotificationReceived: eventForm<Event.NotificationReceived>('Client.NotificationReceived', {
      required: {
        ...happened('NotificationReceived'),
        notificationId: identity,
        via: oneOf('Via', ['in-band', 'out-of-band']),
      },
      optional: { messages: list(noticeForm) },
    }),
    UserChose: eventForm<Event.UserChose>('Client.UserChose', {
      required: { ...happened('UserChose'), choices: list(choice) },
      optional: {},
    }),
    SessionEstablished: eventForm<Event.SessionEstablished>('Client.SessionEstablished', {
      required: { ...happened('SessionEstablished'), sessionId: identity },
      optional: {},
    }),
    SessionEnded: eventForm<Event.SessionEnded>('Client.SessionEnded', {
      required: happened('SessionEnded'),
      optional: {},
    }),
    ResultsReceived: eventForm<Event.ResultsReceived>('Client.ResultsReceived', {
      required: { ...happened('ResultsReceived'), sessionId: identity, results: list(result) },
      optional: {},
    }),
  },
)
