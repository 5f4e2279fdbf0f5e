import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { ClientConsidered, ConditionTrace, DoNotDisturbConsidered, TraceLine } from './Trace.js'
import { instantText } from './explainConditions.js'

const conditionText = ({ condition, wanted, seen, holds }: ConditionTrace): string =>
  `${condition} ${wanted}: seen ${seen}, ${holds}`

const clientText = (client: ClientConsidered): string => {
  const { userPreferences, deviceCapabilities, deviceConnectivity, serviceProviderPolicies } = client
  const against = [userPreferences, deviceCapabilities, deviceConnectivity, serviceProviderPolicies].flatMap((factor) =>
    factor.against.map(conditionText),
  )
  const reasons = [...(client.registered ? [] : ['not registered']), ...against]
  return `Client ${client.deviceId} ${client.applicable ? 'is applicable' : `is ruled out: ${reasons.join('; ')}`}.`
}

const doNotDisturbText = (line: DoNotDisturbConsidered): string => {
  const state = line.inForceForRecipient ? 'is in force' : 'is not in force'
  const until = line.until === undefined ? '' : ` until ${instantText(line.until)}`
  const rule = {
    breakthrough: '; the message breaks through',
    silence: '; the message is silenced',
    none: '',
  }[line.rule]
  return `Do-not-disturb ${state}${until}${rule}.`
}

const fallbackWords = {
  otherwise: 'Where no rule applies the preferences say',
  policy: 'Where no rule applies the provider says',
  exemption: 'No preference is read for this kind of message, which says',
}

const lineText = (line: TraceLine): string => {
  switch (line._tag) {
    case 'RuleConsidered': {
      const conditions = line.conditions.map(conditionText).join('; ')
      const verdict = line.decides ? 'decides' : line.applies === 'true' ? 'applies but comes later' : 'does not apply'
      return `Rule ${line.rule} (${line.action}) ${verdict}${conditions === '' ? '' : `: ${conditions}`}.`
    }
    case 'FallbackConsidered':
      return `${fallbackWords[line.from]} ${line.action}${line.decides ? ', which decides' : ''}.`
    case 'DoNotDisturbConsidered':
      return doNotDisturbText(line)
    case 'ClientConsidered':
      return clientText(line)
    case 'StepTaken':
      return `${line.question} ${line.settles ? 'This settles it' : 'No'}: ${line.seen} (${line.requirement}).`
  }
}

/** A decision and its trace as lines of text for a person. */
export const explanationText = (decision: RoutingDecision, trace: readonly TraceLine[]): string => {
  const { requirement, rule } = decision.determinedBy
  const because = rule === undefined ? requirement : `${requirement}, rule ${rule}`
  return [
    `${decision._tag}, answered ${decision.response.status}, because of ${because}.`,
    ...trace.map(lineText),
  ].join('\n')
}
