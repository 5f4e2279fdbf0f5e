import type { ClientConsidered, ConditionTrace, TraceLine } from 'cpm-routing'
import { element } from './element.js'
import { requirementLink } from './requirementLink.js'

const conditionText = ({ condition, wanted, seen, holds }: ConditionTrace): string =>
  `${condition}: wanted ${wanted}, seen ${seen} → ${holds}`

const conditionList = (conditions: readonly ConditionTrace[]): readonly Node[] =>
  conditions.length === 0
    ? []
    : [element('ul', {}, ...conditions.map((condition) => element('li', {}, conditionText(condition))))]

const factors: readonly (readonly [keyof ClientConsidered & `${string}`, string])[] = [
  ['userPreferences', 'the user’s preferences'],
  ['deviceCapabilities', 'the device’s capabilities'],
  ['deviceConnectivity', 'the device’s connectivity'],
  ['serviceProviderPolicies', 'the provider’s policy'],
]

const clientContent = (client: ClientConsidered): readonly (Node | string)[] => {
  const named = factors.flatMap(([name, words]) => {
    const factor = client[name]
    return typeof factor === 'object' && !factor.allows ? [{ words, against: factor.against }] : []
  })
  return [
    `Device ${client.deviceId}: ${client.registered ? 'registered' : 'not registered'}, ${client.applicable ? 'applicable' : 'not applicable'}`,
    ...named.flatMap(({ words, against }) => [element('div', {}, `Against it: ${words}`), ...conditionList(against)]),
  ]
}

const contentOf = (line: TraceLine): readonly (Node | string)[] => {
  switch (line._tag) {
    case 'RuleConsidered':
      return [`Rule “${line.rule}” (${line.action}) applies: ${line.applies}`, ...conditionList(line.conditions)]
    case 'FallbackConsidered':
      return [`Where no rule applies, ${line.from} says: ${line.action}`]
    case 'DoNotDisturbConsidered':
      return [
        `Do-not-disturb is ${line.inForceForRecipient ? '' : 'not '}in force for the recipient, `,
        `${line.inForceForMessage ? '' : 'not '}for this message${line.rule === 'none' ? '' : ` (${line.rule})`}`,
      ]
    case 'ClientConsidered':
      return clientContent(line)
    case 'StepTaken':
      return [requirementLink(line.requirement), ` ${line.question} ${line.seen}`]
  }
}

const isDecisive = (line: TraceLine): boolean =>
  ('decides' in line && line.decides) || ('settles' in line && line.settles)

/** Shows all that was looked at on the way to a decision, in order; what decided is marked. */
export const showTrace = (place: HTMLElement, trace: readonly TraceLine[]): void =>
  place.replaceChildren(
    ...trace.map((line) =>
      isDecisive(line)
        ? element('li', { class: 'decides' }, ...contentOf(line), element('strong', {}, ' ← decides'))
        : element('li', {}, ...contentOf(line)),
    ),
  )
