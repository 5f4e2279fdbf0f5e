// The routing decision a second time, by another hand, for differential testing (the laws that are marked O).
// Written only from the change request, the requirements catalogue, the forms and decision page 0001; nothing of
// `src` is imported, read or imitated. Decisions are tables read from the top: the first row whose facts are all
// true is the answer. Input and output are the JSON text forms. No imports, no clock, no chance.

// ------------------------------------------------------------------------------------------ the decision (TERM-02)

// Requirement; the facts that must all be true; the outcome; the status of a Reject or the reason of a Defer.
const OUTCOMES = [
  // Disposition notifications and system messages: no preference is read (AMB-30).
  ['AMB-14', 'exempt expired', 'Reject', 408],
  ['TERM-15', 'exempt someClientApplies', 'Send'],
  ['TERM-13', 'exempt', 'Defer', 'NoApplicableClient'],
  // What diverts a message decides at once; do-not-disturb has no effect on it (TERM-09).
  ['TERM-03', 'reject', 'Reject', 'rejectStatus'],
  ['TERM-05', 'interwork', 'Interwork'],
  ['TERM-06', 'store', 'Store'],
  ['AMB-27', 'forward loop', 'Reject', 482],
  ['TERM-08', 'forward', 'Forward'],
  // What would be sent or deferred, but has expired already or finds the queue full.
  ['AMB-14', 'expired expiryStores', 'Store'],
  ['AMB-14', 'expired', 'Reject', 408],
  ['AMB-33', 'queueFull', 'Reject', 480],
  ['TERM-11', 'defer', 'Defer', 'Preference'],
  ['TERM-12', 'quiet', 'Defer', 'DoNotDisturb'],
  ['TERM-13', 'noClientApplies', 'Defer', 'NoApplicableClient'],
  ['TERM-15', '', 'Send'],
];
// What a deferred message waits for, by its option and by whether it is held quiet.
const AWAITS = [
  ['by-store', 'Nothing'],
  ['quiet', 'DoNotDisturbEnds'],
  ['by-push', 'ClientRegisters'],
  ['noClientApplies', 'ClientRegisters'],
  ['by-notify', 'ClientActs'],
];
// The answer to the originator's side (AMB-28); the status of a Reject stands in its row.
const STATUS = { Send: 200, Defer: 202, Store: 202, Interwork: 202, Forward: 202 };
const REASON = {
  200: 'OK', 202: 'Accepted', 403: 'Forbidden', 408: 'Request Timeout', 433: 'Anonymity Disallowed',
  480: 'Temporarily Unavailable', 482: 'Loop Detected', 486: 'Busy Here', 603: 'Decline',
};
// A copy is recorded beside these only (TERM-18, AMB-21); the one operation of Store serves both (TERM-07).
const RECORDABLE = ['Send', 'Defer', 'Interwork', 'Forward'];
// The members that only some outcomes have.
const MEMBERS = {
  Forward: (f) => ({ to: f.chosen.to }),
  Send: ({ applicable, policy, message }) => ({ // TERM-15; TERM-19
    to: applicable,
    insertTargetAddress: policy.coreInsertsTargetAddress !== true && message.targetAddressPresent !== true,
  }),
  Defer: (f, reason) => {
    const awaits = AWAITS.find(([words]) => allTrue(words, f))[1];
    const until = awaits === 'DoNotDisturbEnds' && f.dndNow ? endOfDoNotDisturb(f) : undefined;
    const { option, onExpiry, expiresAt } = f;
    return { reason, plan: { option, ...at('expiresAt', expiresAt), onExpiry, awaits, ...at('until', until) } };
  },
};
// The seed's own order of outcomes, the alternative of AMB-01.
const OUTCOME_ORDER = ['reject', 'interwork', 'store', 'forward', 'defer', 'deliver'];

const allTrue = (words, f) => words.split(' ').every((word) => word === '' || f.facts.has(word));
const at = (name, ms) => (ms === undefined ? {} : { [name]: textOf(ms) });

function oracleRoute(request) {
  const f = look(request);
  const [requirement, , tag, detail] = OUTCOMES.find(([, words]) => allTrue(words, f));
  const status = STATUS[tag] ?? (detail === 'rejectStatus' ? f.policy.rejectStatus ?? 403 : detail);
  return {
    _tag: tag,
    ...MEMBERS[tag]?.(f, detail),
    determinedBy: f.rule === undefined ? { requirement } : { requirement, rule: f.rule.id },
    record: RECORDABLE.includes(tag) && f.preferences.recordIncoming === true,
    response: { status, reason: REASON[status] },
  };
}

// ------------------------------------------------------------------------------------------------------- the facts

function look(request) {
  const { message, recipient = {}, policy = {} } = request;
  const exempt = ['notification', 'system'].includes(message.kind); // AMB-30
  const preferences = exempt ? {} : recipient.preferences ?? {};
  const { deferred = {}, doNotDisturb: dnd = {} } = preferences;
  const { interpretations = {} } = policy;
  const clients = recipient.clients ?? [];
  const f = { request, message, preferences, policy, now: msOf(request.now), sphere: recipient.sphere ?? [] };
  f.undisclosed = message.originator.undisclosed === true || message.originator.address === undefined; // AMB-31
  f.someRegistered = clients.some((c) => c.registered && servicesOf(c, policy).length > 0); // AMB-10
  f.applicable = clients.filter((c) => CLIENT_FACTORS.every((holds) => holds(c, f))).map((c) => c.deviceId);

  // The rule that decides (AMB-01), else `otherwise`, else the policy (AMB-02). Sorting is stable.
  const matching = (preferences.rules ?? []).filter((rule) => allHold(rule.when ?? {}, WHEN, f));
  const rank = (rule) => OUTCOME_ORDER.indexOf(rule.then.action);
  if (interpretations['AMB-01'] === 'outcomeOrder') matching.sort((a, b) => rank(a) - rank(b));
  f.rule = exempt ? undefined : matching[0];
  f.chosen = f.rule?.then ?? preferences.otherwise ?? { action: policy.whenNoRuleApplies ?? 'deliver' };
  const action = exempt ? 'exempt' : f.chosen.action;
  const route = [message.recipient, ...(message.history ?? [])].map(canonical);

  // Expiry (AMB-14, 15, 16) and the option of deferral (DEF-01, DEF-02).
  const ends = [];
  if (message.expiresAt !== undefined) ends.push(msOf(message.expiresAt));
  if (policy.longestHolding !== undefined) ends.push(msOf(message.receivedAt) + durationOf(policy.longestHolding));
  f.expiresAt = ends.length > 0 ? Math.min(...ends) : undefined;
  f.onExpiry = exempt ? 'discard' : deferred.onExpiry ?? policy.onExpiry ?? 'discard';
  f.option = exempt ? 'push' : deferred.option ?? policy.deferredOption ?? 'push';

  // Do-not-disturb: the user-level fact (AMB-05), then whether this very message is held quiet (AMB-04, AMB-06).
  f.dndOn = dnd.on === true && (dnd.until === undefined || f.now < msOf(dnd.until));
  f.dndNow = f.dndOn || (dnd.schedules ?? []).some((s) => clockOf(s.zone) && inForce(s, f.now));
  const says = (flag) => action === 'deliver' && f.chosen[flag] === true;

  f.facts = new Set(Object.entries({
    [action]: true, // exempt, reject, interwork, store, forward, defer or deliver
    loop: action === 'forward' && route.includes(canonical(f.chosen.to)), // AMB-27
    expired: f.expiresAt <= f.now && interpretations['AMB-14'] !== 'literal',
    expiryStores: f.onExpiry === 'store',
    queueFull: (recipient.waiting ?? 0) >= policy.longestQueue, // false without a cap
    quiet: says('silence') || (f.dndNow && !says('breakthrough')),
    someClientApplies: f.applicable.length > 0,
    noClientApplies: f.applicable.length === 0,
    [`by-${f.option}`]: true,
  }).filter(([, holds]) => holds).map(([name]) => name));
  return f;
}

// ------------------------------------------------------------------------------------------------ clients (TERM-14)

const SERVICE_FOR = { pager: 'msg', notification: 'msg', large: 'largemsg', system: 'systemmsg' };
const SERVICES = ['msg', 'largemsg', 'deferred', 'systemmsg', 'session', 'session.group', 'filetransfer'];
const servicesOf = (c, { servicesWhenUnknown = 'none' }) =>
  c.services ?? { none: [], all: SERVICES }[servicesWhenUnknown] ?? servicesWhenUnknown;

// Registered for such a message (AMB-10), then connectivity, capabilities, user preferences, provider policy.
const CLIENT_FACTORS = [
  (c) => c.registered === true,
  (c, f) => servicesOf(c, f.policy).includes(SERVICE_FOR[f.message.kind]),
  (c) => c.connectivity !== 'unreachable',
  (c, f) => c.connectivity !== 'limited' || f.policy.limitedPreventsDelivery !== true,
  (c, f) => c.capabilities?.contentTypes === undefined || inRanges(c.capabilities.contentTypes, f),
  (c, f) => c.capabilities?.maxSize === undefined || f.message.size <= c.capabilities.maxSize,
  (c, f) => Object.entries(f.preferences.devices ?? {}) // TERM-16; no preferences for exempt kinds
    .every(([deviceId, conditions]) => deviceId !== c.deviceId || allHold(conditions, DEVICE, f)),
  (c, f) => allHold(f.policy.clients ?? {}, DEVICE, f),
];

// ------------------------------------------------------------------------------------- conditions (TERM-04, AMB-03)

const COMMON = {
  kinds: (list, f) => list.includes(f.message.kind),
  contentTypes: (list, f) => inRanges(list, f),
  largerThan: (bound, f) => f.message.size > bound,
  smallerThan: (bound, f) => f.message.size < bound,
  during: (value, f) => inDuring(value, f.now),
  unknownConditions: (list) => list.length === 0,
};
const DEVICE = { ...COMMON, deliver: (wanted) => wanted };
const WHEN = {
  ...COMMON,
  originator: (value, f) => fromOriginator(value, f),
  undisclosed: (wanted, f) => f.undisclosed === wanted,
  subjectContains: (list, { message: { subject } }) =>
    subject !== undefined && list.some((text) => lower(subject).includes(lower(text))),
  sphere: (list, f) => list.some((wanted) => f.sphere.some((present) => lower(present) === lower(wanted))),
  registered: (wanted, f) => f.someRegistered === wanted,
};
// All must hold. Nothing negates a condition, so one that is unknown may count as one that does not hold.
const allHold = (members, table, f) =>
  Object.entries(members).every(([name, value]) => Object.hasOwn(table, name) && table[name](value, f));
const knows = (names, value) => Object.keys(value).every((name) => names.includes(name));

function fromOriginator(value, { undisclosed, message: { originator: { address } } }) {
  if (undisclosed || !knows(['one', 'domains', 'except'], value)) return false; // AMB-31, AMB-03
  const isAddress = (text) => canonical(text) === canonical(address);
  const isDomain = (text) => lower(text) === hostOf(address);
  const { one, domains, except = [] } = value;
  if (except.some((text) => (/^(sips?|tel):/i.test(text) ? isAddress(text) : isDomain(text)))) return false;
  return (one ?? domains) === undefined || (one ?? []).some(isAddress) || (domains ?? []).some(isDomain);
}

function inRanges(ranges, { message: { contentType } }) {
  const bare = (text) => lower(text.split(';')[0].trim());
  const type = bare(contentType ?? '');
  return type !== '' && ranges.map(bare).some((r) => ['*/*', type, `${type.split('/')[0]}/*`].includes(r));
}

// -------------------------------------------------------------------------------------------------------- addresses

const lower = (text) => text.toLowerCase();
// %HH of an unreserved character of RFC 3261 is that character; other escapes are written in upper case.
const unescaped = (text) => text.replace(/%[0-9a-f]{2}/gi, (escape) => {
  const character = String.fromCharCode(parseInt(escape.slice(1), 16));
  return /[A-Za-z0-9\-_.!~*'()]/.test(character) ? character : escape.toUpperCase();
});
// The user part is what stands before the last `@`; no user: the empty string.
function sipParts(uri) {
  const [, scheme, user = '', rest] = /^(sips?):(?:(.*)@)?([^@]*)$/is.exec(uri);
  const [host, ...parameters] = lower(rest).split('?')[0].split(';');
  return { scheme: lower(scheme), user: unescaped(user), host, parameters };
}
function canonical(uri) {
  if (/^tel:/i.test(uri)) return canonicalTel(unescaped(uri.slice(4)));
  const { scheme, user, host, parameters } = sipParts(uri);
  if (user.startsWith('+') && parameters.includes('user=phone')) return canonicalTel(user);
  return `${scheme}:${user === '' ? '' : `${user}@`}${host}`;
}
// Visual separators belong to numbers: the number itself, `ext`, and a `phone-context` that is a number.
function canonicalTel(text) {
  const digits = (part) => part.replace(/[-.()\s]/g, '');
  const [number, ...parameters] = lower(text).split(';');
  const kept = parameters.filter((p) => /^(ext|isub|phone-context)=/.test(p))
    .map((p) => (/^(ext=|phone-context=\+)/.test(p) ? p.replace(/=.*/s, digits) : p));
  return ['tel:' + digits(number), ...kept.sort()].join(';');
}
// The host of the URI as written, without its port; a tel URI has none.
const hostOf = (uri) => (/^tel:/i.test(uri) ? undefined : /^(\[[^\]]*\]|[^:]*)/.exec(sipParts(uri).host)[0]);

// ---------------------------------------------------------------------------------------------------- time (AMB-05)

const [MINUTE, DAY, WEEK] = [60_000, 1440, 10_080]; // milliseconds; minutes; minutes, where 0 is Sunday 00:00
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
const DURATION = /^P(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/;
const SECONDS = [604_800, 86_400, 3_600, 60, 1];

const modulo = (a, b) => a - Math.floor(a / b) * b;
const msOf = (text) => Date.parse(text.toUpperCase().replace(' ', 'T'));
const textOf = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z');
const durationOf = (text) =>
  DURATION.exec(text).slice(1).reduce((sum, count, i) => sum + Number(count ?? 0) * SECONDS[i] * 1000, 0);
const instantsIn = (value) => (typeof value === 'object' && value !== null ? Object.values(value).flatMap(instantsIn)
  : INSTANT.test(value) && msOf(value) === msOf(value) ? [msOf(value)] : []);

const clocks = new Map(); // zone → a formatter, or null for a zone that Intl does not know
const TWO = '2-digit';
const FIELDS = { year: 'numeric', month: TWO, day: TWO, hour: TWO, minute: TWO, second: TWO, hourCycle: 'h23' };
function clockOf(zone) {
  try {
    if (!clocks.has(zone)) clocks.set(zone, new Intl.DateTimeFormat('en-US', { timeZone: zone, ...FIELDS }));
  } catch { clocks.set(zone, null); }
  return clocks.get(zone);
}
// What the clock on the wall shows, as if it were UTC; then its weekday and HH:MM as one number below WEEK.
function wall(zone, ms) {
  const p = Object.fromEntries(clockOf(zone).formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) + modulo(ms, 1000);
}
const readingOf = (zone, ms) => Math.floor(modulo(wall(zone, ms) + 4 * DAY * MINUTE, WEEK * MINUTE) / MINUTE);

const minutes = (hhmm) => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3));
function covering({ days = DAYS, from: first, to: last }) {
  const [from, to, on] = [minutes(first), minutes(last), DAYS.map((name) => days.includes(name))];
  return (reading) => {
    const [day, t] = [Math.floor(reading / DAY), reading % DAY];
    const [today, yesterday] = [on[day], on[(day + 6) % 7]];
    return from < to ? today && from <= t && t < to : (today && t >= from) || (yesterday && t < to);
  };
}
const inForce = (s, ms) => covering(s)(readingOf(s.zone, ms));

function inDuring(value, now) {
  const { schedules = [], from, until } = value;
  if (!knows(['schedules', 'from', 'until'], value)) return false; // AMB-03, also for one schedule among several:
  if (!schedules.every((s) => knows(['zone', 'days', 'from', 'to'], s) && clockOf(s.zone))) return false;
  const between = (from === undefined || msOf(from) <= now) && (until === undefined || now < msOf(until));
  return schedules.some((s) => inForce(s, now)) || ((from ?? until) !== undefined && between);
}

// The first instant at which neither `on` nor any schedule is in force; undefined: never, unknown, or out of sight.
function endOfDoNotDisturb(f) {
  const { until, schedules = [] } = f.preferences.doNotDisturb;
  if ((f.dndOn && until === undefined) || !schedules.every((s) => clockOf(s.zone))) return undefined;
  // Per zone, every reading of a week: is a schedule of that zone in force at it? At all of them: it never ends.
  const weekOf = (tests) => Array.from({ length: WEEK }, (_, reading) => tests.some((covers) => covers(reading)));
  const weeks = [...new Set(schedules.map((s) => s.zone))]
    .map((zone) => [zone, weekOf(schedules.filter((s) => s.zone === zone).map(covering))]);
  if (weeks.some(([, week]) => week.every(Boolean))) return undefined;
  const horizon = new Date(Math.max(...instantsIn(f.request)));
  horizon.setUTCFullYear(horizon.getUTCFullYear() + 2);
  for (let t = f.dndOn ? msOf(until) : f.now; t <= horizon; ) {
    let next = t;
    for (const [zone, week] of weeks) {
      const reading = readingOf(zone, t);
      if (!week[reading]) continue;
      // In force for `run` more minutes of the wall clock, at most a day; a shorter step where the clock is changed.
      let run = 1;
      while (run < DAY && week[(reading + run) % WEEK]) run += 1;
      const start = t - modulo(wall(zone, t), MINUTE);
      const changed = () => wall(zone, start + run * MINUTE) - wall(zone, start) !== run * MINUTE;
      while (run > 1 && changed()) run = Math.floor(run / 2);
      next = Math.max(next, start + run * MINUTE);
    }
    if (next === t) return t;
    t = next;
  }
  return undefined;
}

// The first instant after `now`, up to and including `limit`, at which the decision is another; null if there is none.
// Brute force over every minute and every instant that the request names, so for short spans only.
function oracleNextChange(request, limit) {
  const [now, last, { longestHolding = 'PT0S' } = {}] = [msOf(request.now), msOf(limit), request.policy];
  const candidates = [...instantsIn(request), msOf(request.message.receivedAt) + durationOf(longestHolding)];
  for (let t = (Math.floor(now / MINUTE) + 1) * MINUTE; t <= last; t += MINUTE) candidates.push(t);
  const decisionAt = (ms) => JSON.stringify(oracleRoute({ ...request, now: textOf(ms) }));
  const first = decisionAt(now);
  const ahead = candidates.filter((t) => t > now && t <= last).sort((a, b) => a - b);
  const found = ahead.find((t) => decisionAt(t) !== first);
  return found === undefined ? null : textOf(found);
}

module.exports = { oracleRoute, oracleNextChange };
