import { itDecides, withPreferences } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

const isLetThrough = (decided: ReturnType<typeof decide>, asked: Parameters<typeof decide>[0]): boolean => {
  const { rules = [], otherwise } = asked.recipient.preferences ?? {}
  const handling = rules.find(({ id }) => id === decided.determinedBy.rule)?.then ?? otherwise
  return handling?.action === 'deliver' && handling.breakthrough === true
}

const isExempt = (kind: string): boolean => kind === 'notification' || kind === 'system'

describe('defersUnderDoNotDisturb: who does not want to be disturbed is not (TERM-12)', () => {
  itDecides(
    'what is sent otherwise is deferred, unless it breaks through or is exempt',
    (asked, decision) => {
      if (decision._tag !== 'Send') {
        return undefined
      }
      const disturbed = decide(withPreferences(asked, { doNotDisturb: { on: true } }))
      return isExempt(asked.message.kind) || isLetThrough(decision, asked)
        ? disturbed._tag === 'Send'
        : disturbed._tag === 'Defer' &&
            disturbed.reason === 'DoNotDisturb' &&
            disturbed.determinedBy.requirement === 'TERM-12'
    },
    0.1,
  )

  itDecides(
    'what is sent although do-not-disturb is in force breaks through or is exempt',
    (asked) => {
      const disturbed = decide(withPreferences(asked, { doNotDisturb: { on: true } }))
      return disturbed._tag === 'Send' ? isExempt(asked.message.kind) || isLetThrough(disturbed, asked) : undefined
    },
    0.03,
  )
})
