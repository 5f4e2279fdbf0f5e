import type { EffectAction, PortFunction, TaskAnswer } from '../effects/index.js'
import { outcomeEvent, outcomeEvents } from '../effects/index.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { ContractCase } from './ContractCase.js'
import { contractCase, deviation } from './ContractCase.js'
import type { PortSubject } from './PortSubject.js'
import { otherRecipient, sampleRecipient } from './samples.js'

/** A function of a port, and an action for it. */
export interface Sample<Port> {
  readonly name: string
  /** Does the sample action with an action id. */
  readonly askOf: (port: Port) => PortFunction<string, TaskAnswer>
  /** The sample action with an action id. */
  readonly actionOf: (actionId: string) => EffectAction
}

/** Ties a function of a port to an action for it. */
export const sample = <Port, Action extends EffectAction>(
  name: string,
  ask: (port: Port, action: Action, recipient: CpmAddress) => TaskAnswer,
  action: Action,
): Sample<Port> => ({
  name,
  askOf: (port) => (actionId, recipient) => ask(port, { ...action, actionId }, recipient),
  actionOf: (actionId) => ({ ...action, actionId }),
})

const whereWilling = <Port>({ open }: PortSubject<Port>, { name, askOf }: Sample<Port>): readonly ContractCase[] => [
  contractCase(`${name} takes effect and says so`, async () => {
    const { port, effects } = await open()
    const answer = await askOf(port)('a-1', sampleRecipient)()
    return [...deviation('the answer', 'Right', answer._tag), ...deviation('the effects', ['a-1'], await effects())]
  }),
  contractCase(`${name} that comes again takes effect once and gets the same answer`, async () => {
    const { port, effects } = await open()
    const ask = askOf(port)
    const first = await ask('a-1', sampleRecipient)()
    const second = await ask('a-1', sampleRecipient)()
    return [...deviation('the second answer', first, second), ...deviation('the effects', ['a-1'], await effects())]
  }),
  contractCase(`${name} that comes twice at the same time takes effect once`, async () => {
    const { port, effects } = await open()
    const ask = askOf(port)
    await Promise.all([ask('a-1', sampleRecipient)(), ask('a-1', sampleRecipient)()])
    return deviation('the effects', ['a-1'], await effects())
  }),
  contractCase(`${name} takes effect once for each action id`, async () => {
    const { port, effects } = await open()
    const ask = askOf(port)
    await ask('a-1', sampleRecipient)()
    await ask('a-2', sampleRecipient)()
    return deviation('the effects', ['a-1', 'a-2'], await effects())
  }),
  contractCase(`${name} with the same action id for two recipients takes effect for each`, async () => {
    const { port, effects } = await open()
    const ask = askOf(port)
    await ask('a-1', sampleRecipient)()
    await ask('a-1', otherRecipient)()
    return deviation('the effects', ['a-1', 'a-1'], await effects())
  }),
]

const whereRefused = <Port>(
  openRefusing: Exclude<PortSubject<Port>['openRefusing'], undefined>,
  { name, askOf, actionOf }: Sample<Port>,
): ContractCase =>
  contractCase(`${name} that is refused becomes ActionFailed with the status`, async () => {
    const { port, effects } = await openRefusing(486)
    const answer = await askOf(port)('a-1', sampleRecipient)()
    const { _tag, status } = outcomeEvent(actionOf('a-1'), answer, 0)
    return [
      ...deviation('the outcome', { _tag: 'ActionFailed', status: 486 }, { _tag, status }),
      ...deviation('the effects', [], await effects()),
    ]
  })

const whereAnswerIsLost = <Port>(
  openLosingFirstAnswer: Exclude<PortSubject<Port>['openLosingFirstAnswer'], undefined>,
  { name, askOf, actionOf }: Sample<Port>,
): ContractCase =>
  contractCase(
    `${name} whose answer is lost becomes ActionUnknown and takes effect once when it comes again`,
    async () => {
      const { port, effects } = await openLosingFirstAnswer()
      const ask = askOf(port)
      const lost = outcomeEvent(actionOf('a-1'), await ask('a-1', sampleRecipient)(), 0)
      const again = outcomeEvent(actionOf('a-1'), await ask('a-1', sampleRecipient)(), 0)
      return [
        ...deviation('the outcomes', ['ActionUnknown', 'ActionSucceeded'], [lost._tag, again._tag]),
        ...deviation('the effects', ['a-1'], await effects()),
      ]
    },
  )

const whereAway = <Port>(
  openAway: Exclude<PortSubject<Port>['openAway'], undefined>,
  { name, askOf }: Sample<Port>,
): ContractCase =>
  contractCase(`${name} to where nobody is says Unavailable and takes no effect`, async () => {
    const { port, effects } = await openAway()
    const answer = await askOf(port)('a-1', sampleRecipient)()
    return [
      ...deviation('the answer', 'Unavailable', answer._tag === 'Left' ? answer.left._tag : answer._tag),
      ...deviation('the effects', [], await effects()),
    ]
  })

const devicesOf = (action: EffectAction): readonly string[] =>
  action._tag === 'NotifyInBand'
    ? action.to
    : action._tag === 'NotifyOutOfBand'
      ? action.to.map(({ deviceId }) => deviceId)
      : []

const whereOneRefuses = <Port>(
  openRefusingOn: Exclude<PortSubject<Port>['openRefusingOn'], undefined>,
  { name, askOf, actionOf }: Sample<Port>,
): readonly ContractCase[] => {
  const action = actionOf('a-1')
  const [refusing, ...others] = devicesOf(action)
  return refusing === undefined || others.length === 0
    ? []
    : [
        contractCase(`${name} that one of its devices refuses becomes ActionFailed for that device alone`, async () => {
          const { port } = await openRefusingOn(refusing, 486)
          const events = outcomeEvents(action, await askOf(port)('a-1', sampleRecipient)(), 0)
          const heard = [refusing, ...others].map((deviceId) => {
            const event =
              events.find((one) => one.deviceId === deviceId) ?? events.find((one) => one.deviceId === undefined)
            return { deviceId, _tag: event?._tag }
          })
          return deviation(
            'the outcomes',
            [
              { deviceId: refusing, _tag: 'ActionFailed' },
              ...others.map((deviceId) => ({ deviceId, _tag: 'ActionSucceeded' })),
            ],
            heard,
          )
        }),
      ]
}

/** What every function of a port promises that does actions. */
export const actionContract =
  <Port>(samples: readonly Sample<Port>[]) =>
  (subject: PortSubject<Port>): readonly ContractCase[] =>
    samples.flatMap((one) => [
      ...whereWilling(subject, one),
      ...(subject.openRefusing === undefined ? [] : [whereRefused(subject.openRefusing, one)]),
      ...(subject.openRefusingOn === undefined ? [] : whereOneRefuses(subject.openRefusingOn, one)),
      ...(subject.openLosingFirstAnswer === undefined ? [] : [whereAnswerIsLost(subject.openLosingFirstAnswer, one)]),
      ...(subject.openAway === undefined ? [] : [whereAway(subject.openAway, one)]),
    ])
