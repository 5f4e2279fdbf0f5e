import type { MessageForm, Misreads, RequestForm, RuleForm, WhenForm } from '../routingForms.js'
import { misreading, withMessage, withPreferences, withRules } from '../routingForms.js'
import type { Canary } from './Canary.js'

/** Rules that store are those whose conditions the vectors of TERM-04 are about. */
const isStoring = ({ then }: RuleForm): boolean => then.action === 'store'

/** Conditions of rules that store, read in another way; undefined for a rule that never applies. */
const reading = (name: string, change: (when: WhenForm, request: RequestForm) => WhenForm | undefined): Canary =>
  misreading(
    name,
    ['TERM-04'],
    withRules((rule, request) => {
      const when = rule.when === undefined ? undefined : change(rule.when, request)
      return !isStoring(rule) || rule.when === undefined ? rule : when === undefined ? undefined : { ...rule, when }
    }),
  )

/** A member that is left out where it is. */
const ignores = (member: keyof WhenForm): Canary =>
  reading(`ignores the condition ${member}`, (when) => ({ ...when, [member]: undefined }))

/** Everything about messages that the rules ask for, said in another way. */
const seeing = (name: string, change: (message: MessageForm, request: RequestForm) => MessageForm): Canary =>
  misreading(name, ['TERM-04'], withMessage(change))

const originatorOf = ({ message }: RequestForm): string => message.originator.address ?? ''
const hostIn = (uri: string): string => /@([^;?]*)/.exec(uri)?.[1] ?? ''

const onOriginators: readonly Canary[] = [
  reading('ignores the addresses of a condition', (when) =>
    when.originator?.one === undefined ? when : { ...when, originator: { ...when.originator, one: undefined } },
  ),
  reading('asks for address and domain, not for one of them', (when) =>
    when.originator?.one !== undefined && when.originator.domains !== undefined
      ? { ...when, originator: { ...when.originator, one: [] } }
      : when,
  ),
  reading('looks at the first address alone', (when) =>
    when.originator?.one === undefined
      ? when
      : { ...when, originator: { ...when.originator, one: when.originator.one.slice(0, 1) } },
  ),
  reading('looks at the first domain alone', (when) =>
    when.originator?.domains === undefined
      ? when
      : { ...when, originator: { ...when.originator, domains: when.originator.domains.slice(0, 1) } },
  ),
  reading('takes a subdomain for the domain', (when, request) =>
    when.originator?.domains?.some((domain) => hostIn(originatorOf(request)).endsWith(`.${domain}`)) === true
      ? { ...when, originator: undefined }
      : when,
  ),
  reading('compares domains with regard to case', (when) =>
    when.originator?.domains?.some((domain) => domain !== domain.toLowerCase()) === true ? undefined : when,
  ),
  reading('takes the port for a part of the domain', (when, request) =>
    when.originator?.domains !== undefined && hostIn(originatorOf(request)).includes(':') ? undefined : when,
  ),
  reading('gives a tel URI every domain', (when, request) =>
    when.originator?.domains !== undefined && originatorOf(request).startsWith('tel:')
      ? { ...when, originator: { ...when.originator, domains: undefined } }
      : when,
  ),
  reading('sees no host in a number that is written as a SIP URI', (when, request) =>
    when.originator?.domains !== undefined && originatorOf(request).includes('user=phone') ? undefined : when,
  ),
  reading('takes what stands behind the first @ for the host', (when, request) =>
    when.originator?.domains !== undefined && originatorOf(request).split('@').length > 2 ? undefined : when,
  ),
  reading('ignores exceptions', (when) =>
    when.originator?.except === undefined ? when : { ...when, originator: { ...when.originator, except: undefined } },
  ),
  reading('asks for somebody to be named besides the exceptions', (when) =>
    when.originator?.except !== undefined && when.originator.one === undefined && when.originator.domains === undefined
      ? undefined
      : when,
  ),
  reading('takes a list of nobody for everybody', (when) =>
    when.originator?.one?.length === 0 ? { ...when, originator: { ...when.originator, one: undefined } } : when,
  ),
]

const onIdentities: readonly Canary[] = [
  seeing('takes everybody for disclosed', (message) =>
    message.originator.undisclosed === true && message.originator.address !== undefined
      ? { ...message, originator: { ...message.originator, undisclosed: false } }
      : message,
  ),
  misreading(
    'ignores what a rule says of hidden identities',
    ['TERM-04', 'AMB-31'],
    withRules((rule) =>
      isStoring(rule) && rule.when !== undefined ? { ...rule, when: { ...rule.when, undisclosed: undefined } } : rule,
    ),
  ),
  reading('applies no rule about disclosed originators', (when) => (when.undisclosed === false ? undefined : when)),
]

const mediaRanges = (when: WhenForm, change: (range: string) => string): WhenForm => ({
  ...when,
  contentTypes: when.contentTypes?.map(change),
})

const onContent: readonly Canary[] = [
  misreading(
    'ignores the condition kinds',
    ['TERM-04'],
    withRules((rule) =>
      rule.when?.kinds?.includes('large') === true && isStoring(rule)
        ? { ...rule, when: { ...rule.when, kinds: undefined } }
        : rule,
    ),
  ),
  reading('looks at the first kind alone', (when) => ({ ...when, kinds: when.kinds?.slice(0, 1) })),
  reading('ignores media types in text', (when) =>
    when.contentTypes?.every((range) => range.startsWith('text/')) === true
      ? { ...when, contentTypes: undefined }
      : when,
  ),
  reading('looks at the first media type alone', (when) => ({ ...when, contentTypes: when.contentTypes?.slice(0, 1) })),
  reading('does not know ranges of subtypes', (when) =>
    mediaRanges(when, (range) => (range.endsWith('/*') && range !== '*/*' ? 'none/none' : range)),
  ),
  reading('does not know the range of all media types', (when) =>
    mediaRanges(when, (range) => (range === '*/*' ? 'none/none' : range)),
  ),
  reading('compares media types with their parameters', (when, { message }) =>
    message.contentType?.includes(';') === true ? undefined : when,
  ),
  reading('compares media types with regard to case', (when, { message }) =>
    when.contentTypes !== undefined && message.contentType !== message.contentType?.toLowerCase() ? undefined : when,
  ),
  reading('takes no content for any content', (when, { message }) =>
    message.contentType === undefined ? { ...when, contentTypes: undefined } : when,
  ),
  reading('counts the bound as larger', (when) => ({
    ...when,
    largerThan: when.largerThan === undefined ? undefined : when.largerThan - 1,
  })),
  reading('counts the bound as smaller', (when) => ({
    ...when,
    smallerThan: when.smallerThan === undefined ? undefined : when.smallerThan + 1,
  })),
  reading('allows for an octet above the bound', (when) => ({
    ...when,
    largerThan: when.largerThan === undefined ? undefined : when.largerThan + 1,
  })),
  reading('allows for an octet below the bound', (when) => ({
    ...when,
    smallerThan: when.smallerThan === undefined ? undefined : Math.max(0, when.smallerThan - 1),
  })),
  reading('looks for all texts in the subject', (when, { message }) =>
    when.subjectContains?.every((text) => message.subject?.toLowerCase().includes(text.toLowerCase()) === true) ===
    false
      ? undefined
      : when,
  ),
  reading('compares subjects with regard to case', (when, { message }) =>
    when.subjectContains?.some((text) => message.subject?.includes(text) === true) === false ? undefined : when,
  ),
  ignores('subjectContains'),
]

const day = (instant: string | undefined): string => instant?.slice(0, 10) ?? ''

const onTime: readonly Canary[] = [
  reading('begins after the first instant', (when, { now }) =>
    when.during?.from !== undefined && Date.parse(when.during.from) === Date.parse(now) ? undefined : when,
  ),
  reading('ignores when a rule begins', (when) =>
    when.during?.from === undefined || when.during.until !== undefined
      ? when
      : { ...when, during: { ...when.during, from: '1970-01-01T00:00:00Z' } },
  ),
  reading('ends after the last instant', (when, { now }) =>
    when.during?.until !== undefined && Date.parse(when.during.until) === Date.parse(now)
      ? { ...when, during: undefined }
      : when,
  ),
  reading('ends a rule at the beginning of its last day', (when, { now }) =>
    when.during?.until !== undefined && day(when.during.until) === day(now) ? undefined : when,
  ),
  reading('asks for schedule and span, not for one of them', (when) =>
    when.during?.schedules !== undefined && when.during.until !== undefined
      ? { ...when, during: { ...when.during, schedules: [] } }
      : when,
  ),
  reading('takes no time at all for any time', (when) =>
    when.during !== undefined && Object.keys(when.during).length === 0 ? { ...when, during: undefined } : when,
  ),
  reading('takes a condition without start and end for an open span', (when) =>
    when.during?.schedules !== undefined && when.during.from === undefined && when.during.until === undefined
      ? { ...when, during: undefined }
      : when,
  ),
]

const onRecipients: readonly Canary[] = [
  reading('looks at the first sphere alone', (when) => ({ ...when, sphere: when.sphere?.slice(0, 1) })),
  reading('compares spheres with regard to case', (when, { recipient }) =>
    when.sphere?.some((wanted) => recipient.sphere?.includes(wanted) === true) === false ? undefined : when,
  ),
  ignores('sphere'),
  misreading(
    'ignores whether somebody is registered',
    ['TERM-04', 'AMB-10'],
    withRules((rule) =>
      rule.when?.registered === true ? { ...rule, when: { ...rule.when, registered: undefined } } : rule,
    ),
  ),
  misreading(
    'applies no rule about registration',
    ['TERM-04', 'AMB-10'],
    withRules((rule) => (rule.when?.registered === undefined ? rule : undefined)),
  ),
]

const pairs = (when: WhenForm): readonly [string, unknown][] =>
  Object.entries(when).filter(([name]) => name !== 'unknownConditions' && name !== 'roaming')

const together: readonly Canary[] = [
  reading('applies no rule of three conditions', (when) => (pairs(when).length > 2 ? undefined : when)),
  reading('looks at the first condition alone', (when) =>
    pairs(when).length === 2 && when.originator !== undefined ? { originator: when.originator } : when,
  ),
]

const uri = (change: (address: string) => string): Misreads => {
  const inRule = (rule: RuleForm): RuleForm =>
    rule.when?.originator?.one === undefined
      ? rule
      : {
          ...rule,
          when: { ...rule.when, originator: { ...rule.when.originator, one: rule.when.originator.one.map(change) } },
        }
  const inRules = withPreferences((preferences) => ({ ...preferences, rules: preferences.rules?.map(inRule) }))
  const inMessage = withMessage((message) =>
    message.originator.address === undefined
      ? message
      : { ...message, originator: { ...message.originator, address: change(message.originator.address) } },
  )
  return (request) => inMessage(inRules(request))
}

/** Addresses compared as if each had been written in another way. */
const comparing = (name: string, change: (address: string) => string): Canary =>
  misreading(name, ['TERM-04'], uri(change))

/** The user of an address made to tell apart what a wrong comparison tells apart. */
const marked = (address: string, mark: string): string =>
  address.toLowerCase().startsWith('tel:') ? `${address};isub=${mark}` : address.replace(/^(sips?:)/i, `$1${mark}.`)

const isPhone = (address: string): boolean => /;user=phone/i.test(address)
const hash = (text: string): string => [...text].map((character) => character.charCodeAt(0).toString(36)).join('')

const onAddresses: readonly Canary[] = [
  comparing('does not know user=phone', (address) => address.replace(/;user=phone/, ';user=ip')),
  comparing('knows user=phone in lower case alone', (address) =>
    isPhone(address) && !address.includes(';user=phone') ? address.replace(/;user=phone/i, '') : address,
  ),
  comparing('compares numbers with their separators', (address) =>
    /^tel:/i.test(address) ? marked(address, hash(address.replace(/[;].*/, ''))) : address,
  ),
  comparing('compares hosts with regard to case', (address) =>
    /^sip/i.test(address) && !isPhone(address) ? marked(address, hash(hostIn(address))) : address,
  ),
  comparing('compares schemes with regard to case', (address) =>
    /^[A-Z]/.test(address) ? marked(address, 'upper') : address,
  ),
  comparing('compares parameters of SIP URIs', (address) =>
    address.includes(';transport=') ? marked(address, 'transport') : address,
  ),
  comparing('compares headers of SIP URIs', (address) =>
    address.includes('?') ? marked(address, 'headers') : address,
  ),
  comparing('does not decode escapes', (address) => (address.includes('%61') ? marked(address, 'escape') : address)),
  comparing('compares escapes with regard to case', (address) =>
    address.includes('%2f') ? marked(address, 'lower') : address,
  ),
  comparing('compares parameters of numbers in order', (address) =>
    /;isub=.*;ext=/.test(address) ? `${address};phone-context=+1` : address,
  ),
  comparing('compares every parameter of a number', (address) =>
    address.includes(';lang=') ? marked(address, 'lang') : address,
  ),
  comparing('compares the context of a number as it is written', (address) =>
    address.includes(';phone-context=') ? marked(address, hash(address.replace(/.*context=/, ''))) : address,
  ),
  comparing('takes every user that starts with a plus for a number', (address) =>
    /^sip:\+/.test(address) ? `${address.replace(/;user=phone/i, '')};user=phone` : address,
  ),
  comparing('takes every user=phone for a number', (address) =>
    isPhone(address) ? address.replace(/^sip:(\d+)@.*/, 'tel:$1;phone-context=+1') : address,
  ),
  comparing('ignores the case of the user part', (address) =>
    address.startsWith('sip:') ? address.toLowerCase() : address,
  ),
  comparing('ignores the port', (address) => address.replace(/:\d+$/, '')),
  comparing('takes sips for sip', (address) => address.replace(/^sips:/, 'sip:')),
  comparing('drops parameters of the user part', (address) => address.replace(/;[^@;]*@/, '@')),
  comparing('drops the extension of a number', (address) => address.replace(/;ext=\d+$/, '')),
  comparing('ignores the context of a local number', (address) =>
    address.replace(/;phone-context=.*/, ';phone-context=+1'),
  ),
]

/** Broken where rules are asked whether they apply. */
export const canaries: readonly Canary[] = [
  ...onOriginators,
  ...onIdentities,
  ...onContent,
  ...onTime,
  ...onRecipients,
  ...together,
  ...onAddresses,
]
