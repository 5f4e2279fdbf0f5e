// Admission and deferral a second time, by another hand, for differential testing (the laws that are marked O).
// Written from the change request (5.2.2.2), the requirements catalogue, the forms and decision pages 0001 and 0002;
// nothing of `src` is imported or imitated. Where these leave a choice, that of the library is taken now, and
// docs/oracle-tally.md lists each such place. There is no machine and no index: there is the list of the messages that
// came and the list of all that was ever asked for, and every question is answered by looking through both anew.
// Documents are the JSON text forms. No clock, no chance; nothing is ever taken out of a list.
//
//   messages   { id, message, decision, came, … }   order of arrival; `ended` says why one is held no more
//   asked      { id, action, entryId, deviceId, why, outcome, … }   outcome: open, unknown, owed (a failure that is
//                tried again), dropped (no longer waited for), done, failed, declined (a MAY that was not taken)
//
// Actions are atoms: what the forms put into one NotifyInBand for two clients about three messages is six here. So an
// outcome names `actionIds`. WakeAt and Ignored are not said: who asks at every instant needs no alarm.
const { oracleRoute } = require('./routingOracle.cjs');

const create = () => ({ now: -Infinity, messages: [], asked: [], sessions: [], seen: {} });

function step(before, event, recipient, policy) {
  const s = structuredClone(before);
  s.now = Math.max(s.now, Date.parse(event.at));
  const w = { s, event, recipient, policy, actions: [], summaries: [], expired: [], at: new Date(s.now).toISOString() };
  w.reading = policy.interpretations ?? {};
  w.quietUser = userIsQuiet(w);
  w.trigger = triggerOf(w);
  for (const m of live(w)) m.triggered ||= w.trigger !== undefined;
  passTime(w);
  report(w);
  const known = s.messages.length;
  EVENTS[event._tag]?.(w, event);
  for (const m of live(w)) conclude(w, m);
  passTime(w);
  if (w.reading['AMB-22'] === 'update' && ![undefined, w.quietUser].includes(s.mssTold)) {
    ask(w, { _tag: 'UpdateDoNotDisturb', doNotDisturb: w.quietUser, by: 'AMB-22' }, 'update');
    s.mssTold = w.quietUser;
  }
  for (const m of live(w)) proceed(w, m, s.messages.indexOf(m) < known ? w.trigger : undefined);
  runLines(w);
  notifySummary(w);
  report(w);
  s.seen = { clients: abilities(w), quietUser: w.quietUser, wishes: w.wishes };
  return { state: s, actions: w.actions };
}

/** Time has come: for an answer, for asking again, for expiry. What is heard of only later comes after it. */
function passTime(w) {
  for (const m of live(w)) answerInTime(w, m);
  for (const m of live(w)) noteExpiry(w, m);
  for (const item of w.s.asked) askAgain(w, item);
  for (const m of live(w)) conclude(w, m);
  for (const m of live(w)) expire(w, m);
}

/** The state if something that may be done, and was said, is not done. */
function decline(before, actionIds) {
  const s = structuredClone(before);
  for (const a of s.asked) if (actionIds.includes(a.id)) a.outcome = 'declined';
  return s;
}

const held = (state) => state.messages.filter((m) => m.ended === undefined).map((m) => m.id);

// ---------------------------------------------------------------------------------------------- questions to routing

// A message about which nothing is special.
const EPOCH = '1970-01-01T00:00:00Z';
const QUESTION = { entryId: '-', kind: 'pager', originator: {}, recipient: 'tel:+1', receivedAt: EPOCH, size: 0 };

const exempt = (m) => ['notification', 'system'].includes(m.message.kind); // AMB-30

/** The registered clients that are applicable for a message, less those that said it is nothing for them (AMB-11). */
function applicable(w, m) {
  const { servicesWhenUnknown, limitedPreventsDelivery, clients } = w.policy;
  const policy = without({ servicesWhenUnknown, limitedPreventsDelivery, clients });
  const preferences = without({ devices: w.recipient.preferences?.devices, otherwise: { action: 'deliver' } });
  const { expiresAt, ...message } = m.message;
  const recipient = { ...w.recipient, preferences, waiting: 0 };
  const { to = [] } = oracleRoute({ message, recipient, policy, now: w.at });
  return to.filter((device) => !w.s.asked.some((a) => isOf(a, m) && a.deviceId === device && a.unfit));
}

/** Option, expiry and action upon expiration as preferences and policy are now (AMB-12, AMB-15, AMB-16, DEF-02). */
function planOf(w, m) {
  const { deferredOption, onExpiry, longestHolding } = w.policy;
  const policy = without({ deferredOption, onExpiry, longestHolding, interpretations: { 'AMB-14': 'literal' } });
  const preferences = without({ deferred: w.recipient.preferences?.deferred, otherwise: { action: 'defer' } });
  const { plan } = oracleRoute({ message: m.message, recipient: { preferences }, policy, now: w.at });
  return { ...plan, ...(w.reading['AMB-12'] === 'frozen' && m.frozen) };
}

/** Whether the user as such does not want to be disturbed (AMB-04). */
function userIsQuiet(w) {
  const { doNotDisturb } = w.recipient.preferences ?? {};
  const preferences = without({ doNotDisturb, otherwise: { action: 'deliver' }, deferred: { option: 'store' } });
  return oracleRoute({ message: QUESTION, recipient: { preferences }, now: w.at }).reason === 'DoNotDisturb';
}

/** Whether this message is held quiet: the user is, and it does not break through; or a rule silences it (AMB-04). */
function quiet(w, m) {
  if (exempt(m)) return false;
  const { doNotDisturb, ...preferences } = w.recipient.preferences ?? {};
  const recipient = { ...w.recipient, preferences };
  const { rule } = oracleRoute({ message: m.message, recipient, policy: w.policy, now: w.at }).determinedBy;
  const { then = {} } = preferences.rules?.find(({ id }) => id === rule) ?? { then: preferences.otherwise };
  return then.silence === true || (w.quietUser && then.breakthrough !== true);
}

/** The instant so much later, by way of the longest holding time. */
function later(ms, duration) {
  const message = { ...QUESTION, receivedAt: new Date(ms).toISOString() };
  const policy = { longestHolding: duration, whenNoRuleApplies: 'defer' };
  return Date.parse(oracleRoute({ message, policy, now: EPOCH }).plan.expiresAt);
}

const without = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

// ------------------------------------------------------------------------------------------------ asking and hearing

const live = (w) => w.s.messages.filter((m) => m.ended === undefined);
const isOf = (a, m) => a.entryId === m.id;
const underWay = (a) => ['open', 'unknown', 'owed'].includes(a.outcome);
const askedFor = (w, m, ...whys) => w.s.asked.filter((a) => isOf(a, m) && whys.includes(a.why));
// What can still bring a message to its end.
const CARRIES = ['send', 'push', 'retrieve', 'forward', 'interwork', 'store', 'chosen', 'handOver'];
const flights = (w, m) => askedFor(w, m, ...CARRIES, ...(m.awaitsCopy ? ['copy'] : [])).filter(underWay);

function ask(w, action, why, more = {}) {
  const item = { id: `o${w.s.asked.length}`, why, outcome: 'open', at: w.s.now, action, ...more };
  for (const name of ['entryId', 'deviceId']) if (action[name] !== undefined) item[name] = action[name];
  w.s.asked.push(item);
  w.actions.push({ ...action, actionId: item.id });
  return item;
}

// Told late these are of no use, or twice is once too often: without a known outcome they count as done.
const ONCE = ['answer', 'inBand', 'outOfBand', 'report', 'end'];
// These have to have their effect in the end: what failed is asked for anew later, under another id.
const OWED = ['copy', 'store', 'handOver', 'update'];

// Clients say by these that a message is nothing for them (AMB-11); a notification about it is something else.
const TO_CLIENTS = ['send', 'push', 'retrieve'];
const UNFIT = [413, 415, 488];
// An outcome is final; what was given up may still turn out to have been one.
const HEARD = {
  open: ['done', 'failed', 'unknown'],
  unknown: ['done', 'failed'],
  dropped: ['done', 'failed'],
};

function hear(outcome) {
  return (w, { actionIds, status }) => {
    for (const item of w.s.asked.filter((a) => actionIds.includes(a.id) && HEARD[a.outcome]?.includes(outcome))) {
      const { ended } = w.s.messages.find((m) => isOf(item, m)) ?? {};
      const toClient = TO_CLIENTS.includes(item.why);
      item.outcome = outcome === 'unknown' && ONCE.includes(item.why) ? 'done'
        : outcome === 'unknown' && ended && toClient ? 'dropped' : outcome;
      item.status = status;
      item.unfit = outcome === 'failed' && toClient && UNFIT.includes(status);
      item.again = later(w.s.now, w.policy.retryAfter ?? 'PT30S');
      if (outcome !== 'failed' || !OWED.includes(item.why)) continue;
      w.s.asked.push({ ...item, id: `o${w.s.asked.length}`, outcome: 'owed' });
    }
  };
}

/** An unknown outcome is asked for again under the same id, unless that disturbs, reaches nobody or comes too late. */
function askAgain(w, item) {
  if (!['unknown', 'owed'].includes(item.outcome) || item.again > w.s.now) return;
  const m = w.s.messages.find((one) => isOf(item, one));
  const over = () => m.ended !== undefined || m.ending !== undefined || isExpired(w, m);
  const kept = () => over() || quiet(w, m) || !applicable(w, m).includes(item.deviceId);
  const idle = {
    send: kept,
    push: kept,
    retrieve: () => over() || !w.s.sessions.some(({ sessionId }) => sessionId === item.action.sessionId),
    interwork: () => m.deferred && over(),
    update: () => item.action.doNotDisturb !== w.s.mssTold,
  };
  if (idle[item.why]?.()) item.outcome = 'dropped';
  else {
    item.outcome = 'open';
    w.actions.push({ ...item.action, actionId: item.id });
  }
}

// -------------------------------------------------------------------------------------------------------- the events

const EVENTS = {
  MessageRouted: admit,
  ActionSucceeded: hear('done'),
  ActionFailed: hear('failed'),
  ActionUnknown: hear('unknown'),
  MessageRevoked: (w, { entryId }) => {
    for (const m of live(w)) if (m.id === entryId) m.ending ??= 'revoked';
  },
  RecipientRemoved: (w) => {
    for (const { sessionId } of w.s.sessions) ask(w, { _tag: 'EndSession', sessionId, by: 'NTF-11' }, 'end');
    w.s.sessions = [];
    w.s.removed = true;
    for (const m of live(w)) m.ending ??= 'discarded';
  },
  SessionEstablished: (w, { sessionId, deviceId }) => {
    if (w.s.removed || w.s.sessions.some((one) => one.sessionId === sessionId)) return;
    w.s.sessions.push({ sessionId, deviceId, requests: [] });
  },
  MessagesSelected: select,
  SessionEnded: (w, { sessionId }) => {
    w.s.sessions = w.s.sessions.filter((one) => one.sessionId !== sessionId);
  },
};

/** What comes in, whatever was decided about it. */
function admit(w, { message, decision }) {
  const { s } = w;
  if (s.messages.some((m) => m.id === message.entryId)) return;
  const m = { id: message.entryId, message, decision, came: s.now, due: [], record: decision.record };
  const first = live(w).find((one) => isRepeat(one.message, message));
  s.messages.push(m);
  m.expiresAt = planOf(w, m).expiresAt;
  if (first !== undefined) { // AMB-32: answered as the first is, and no second message
    m.ended = 'repeated';
    if (first.answer === undefined) return void (first.repeats = [...(first.repeats ?? []), m.id]);
    return respond(w, m, first.answer, 'AMB-32');
  }
  if (s.removed) { // nobody is served here any more
    m.ended = 'rejected';
    return respond(w, m, 480, 'TERM-02');
  }
  ADMITTED[decision._tag](w, m, decision);
}

/** The same Message-ID of the same originator; whether two addresses are one is asked as a condition on identity. */
function isRepeat(one, another) {
  const [{ address }, { address: other }] = [one.originator, another.originator];
  if (another.messageId === undefined || one.messageId !== another.messageId) return false;
  if (address === undefined || other === undefined) return false;
  const rules = [{ id: 'same', when: { originator: { one: [other] } }, then: { action: 'reject' } }];
  const message = { ...QUESTION, originator: { address } };
  return oracleRoute({ message, recipient: { preferences: { rules } }, now: EPOCH })._tag === 'Reject';
}

const ADMITTED = {
  Reject: (w, m, { response, determinedBy }) => {
    respond(w, m, response.status, determinedBy.requirement);
    m.ended = 'rejected';
  },
  Store: (w, m, { response, determinedBy }) => {
    respond(w, m, response.status, determinedBy.requirement);
    store(w, m, 'store', { by: determinedBy.requirement });
  },
  Forward: (w, m, { to, determinedBy }) => {
    ask(w, { _tag: 'Forward', entryId: m.id, to, by: determinedBy.requirement }, 'forward');
    copy(w, m);
  },
  Interwork: (w, m, { determinedBy }) => {
    ask(w, { _tag: 'Interwork', entryId: m.id, by: determinedBy.requirement }, 'interwork');
    copy(w, m);
  },
  Send: (w, m, { to, determinedBy }) => {
    for (const deviceId of to) carry(w, m, 'Send', deviceId, 'send', { via: 'core', by: determinedBy.requirement });
    copy(w, m);
  },
  Defer: (w, m, { reason, determinedBy }) => defer(w, m, reason, determinedBy.requirement),
};

const carry = (w, m, _tag, deviceId, why, more) => {
  const insertTargetAddress = w.policy.coreInsertsTargetAddress !== true && m.message.targetAddressPresent !== true;
  return ask(w, { _tag, entryId: m.id, deviceId, insertTargetAddress, ...more }, why); // TERM-19
};
// One operation leaves the recorded copy as well, if none was asked for before (TERM-07).
const store = (w, m, why, { terms, by }) => {
  const record = m.record && askedFor(w, m, 'copy').length === 0;
  m.storing = why;
  return ask(w, without({ _tag: 'StoreMessage', entryId: m.id, record, terms, by }), why, { terms });
};
const copy = (w, m) => {
  if (m.record && askedFor(w, m, 'copy').length === 0) {
    ask(w, { _tag: 'StoreMessage', entryId: m.id, record: true, by: 'TERM-18' }, 'copy');
  }
};

function respond(w, m, status, by) {
  if (m.answer !== undefined) return;
  m.answer = status;
  ask(w, { _tag: 'Respond', entryId: m.id, status, by }, 'answer');
  for (const one of w.s.messages.filter(({ id }) => m.repeats?.includes(id))) respond(w, one, status, 'AMB-32');
}

/** To the originator, if asked for, never about what is exempt (AMB-30), and one about delivery at most (AMB-17). */
function tell(w, m, status, wanted, by) {
  const asked = m.message.notificationsRequested ?? [];
  if (exempt(m) || !asked.includes(wanted) || (status !== 'stored' && m.toldDelivery)) return;
  m.toldDelivery ||= status !== 'stored';
  ask(w, { _tag: 'SendDeliveryNotification', entryId: m.id, status, by }, 'tell');
}

/** The message enters the deferred message queue (TERM-11 to TERM-13, AMB-11). */
function defer(w, m, reason, by) {
  if (m.ending !== undefined) return endAtOnce(w, m, by);
  const { option, onExpiry } = planOf(w, m);
  respond(w, m, 202, by);
  Object.assign(m, { deferred: true, reason });
  if (w.reading['AMB-12'] === 'frozen') m.frozen = { option, onExpiry };
  tell(w, m, 'stored', 'processing');
  if (option !== 'store' || w.reading['AMB-20'] === 'two') copy(w, m); // else one storage operation serves both
}

/** It ended before it was deferred: who has no answer yet is not told that it was accepted (AMB-14, AMB-26). */
function endAtOnce(w, m, by) {
  const isKept = m.ending === 'expired' && planOf(w, m).onExpiry === 'store';
  if (m.answer === undefined && !isKept && m.ending !== 'revoked') {
    if (m.ending === 'expired') respond(w, m, 408, 'AMB-14');
    else respond(w, m, 480, 'TERM-02');
    m.ended = m.ending;
    return;
  }
  respond(w, m, 202, by);
  m.deferred = true;
}

// ------------------------------------------------------------------------- what the outcomes so far mean for a message

const ENDS = {
  push: 'delivered', send: 'delivered', retrieve: 'retrieved', interwork: 'interworked', forward: 'forwarded',
  store: 'stored', chosen: 'stored', handOver: 'stored', copy: 'stored',
};

function conclude(w, m) {
  const carrying = m.awaitsCopy ? ['copy', ...CARRIES] : CARRIES;
  const done = askedFor(w, m, ...carrying).find((a) => a.outcome === 'done'); // AMB-11, AMB-26: any success wins
  if (done !== undefined) {
    const { response, determinedBy } = m.decision;
    respond(w, m, response.status, determinedBy.requirement);
    if (m.storing === 'handOver') tell(w, m, 'delivered', 'positive-delivery', 'HND-02');
    if (m.storing === 'handOver') w.s.mssTold = done.terms?.doNotDisturb ?? w.quietUser;
    return end(w, m, m.deferred && done.why === 'send' ? 'delivered' : ENDS[done.why]);
  }
  if (flights(w, m).length > 0) return;
  delete m.storing;
  delete m.awaitsCopy;
  const tried = askedFor(w, m, 'send', 'forward', 'interwork');
  if (m.deferred || tried.length === 0) return;
  if (m.decision._tag === 'Send') return defer(w, m, 'AllClientsFailed', 'AMB-11');
  const interworks = m.decision._tag === 'Interwork';
  if (interworks && w.reading['AMB-29'] === 'defer') return defer(w, m, 'InterworkingFailed', 'AMB-29');
  // AMB-29: back to the originator's side.
  if (m.answer === undefined) respond(w, m, tried.at(-1).status);
  else tell(w, m, 'failed', 'negative-delivery');
  m.ended = 'failed';
}

/** The end of a message: a deferred one leaves the queue, which is said; another one was never in it. */
function end(w, m, cause) {
  Object.assign(m, { ended: cause, due: [] });
  for (const a of askedFor(w, m, 'send', 'push', 'retrieve')) if (a.outcome === 'unknown') a.outcome = 'dropped';
  const _tag = ['discarded', 'expired', 'revoked'].includes(cause) ? 'Discard' : 'Remove';
  if (m.deferred) ask(w, { _tag, entryId: m.id, cause }, 'end');
}

// --------------------------------------------------------------------------------------------------------------- time

/** The originator's side waits no longer (AMB-28): an outcome that is heard of only now does not change the answer. */
function answerInTime(w, m) {
  m.answerBy ??= later(m.came, w.policy.answerAfter ?? 'PT5S');
  if (w.s.now >= m.answerBy) respond(w, m, 202);
}

const isExpired = (w, m) => m.expiresAt !== undefined && Date.parse(m.expiresAt) <= w.s.now; // AMB-14

/** What has expired, unless the Message Storage Server is to see to that: DEF-03 is about the first two options. */
function noteExpiry(w, m) {
  const handedOver = m.deferred && (m.under ?? planOf(w, m).option) === 'store' && flights(w, m).length === 0;
  if (isExpired(w, m) && !handedOver && !OWED.includes(m.storing)) m.ending ??= 'expired';
}

/** What is revoked, has expired or lost its recipient comes to its end; what is under way, when that fails (AMB-26). */
function expire(w, m) {
  noteExpiry(w, m);
  if (m.ending === undefined || !m.deferred || flights(w, m).length > 0) return;
  if (m.ending === 'expired') w.expired.push(m.id);
  if (m.ending === 'expired' && planOf(w, m).onExpiry === 'store') return intoStorage(w, m, 'store', { by: 'DEF-03' });
  end(w, m, m.ending);
  if (m.ended !== 'revoked') tell(w, m, 'failed', 'negative-delivery');
}

/** A storage operation, unless the recorded copy is one already or will be (TERM-07, AMB-20). */
function intoStorage(w, m, why, carrying) {
  for (const a of askedFor(w, m, 'send', 'push')) if (a.outcome === 'dropped') a.outcome = 'failed';
  if (askedFor(w, m, 'copy').length === 0 || (why === 'handOver' && w.reading['AMB-20'] === 'two')) {
    return store(w, m, why, carrying);
  }
  Object.assign(m, { storing: why, awaitsCopy: true });
  conclude(w, m);
}

// ------------------------------------------------------------------------------------------ 5.2.2.2, the three options

const abilities = (w) =>
  Object.fromEntries((w.recipient.clients ?? []).filter((c) => c.registered && c.connectivity !== 'unreachable')
    .map((c) => [c.deviceId, JSON.stringify([c.services, c.connectivity, c.capabilities])]));

/** A client newly registered or newly able, do-not-disturb lifted, preferences changed (AMB-07, AMB-08, AMB-10). */
function triggerOf(w) {
  const { clients = {}, quietUser = false, wishes } = w.s.seen;
  const isSaid = ['PreferencesChanged', 'PolicyChanged', 'SphereChanged'].includes(w.event._tag);
  w.wishes = isSaid ? JSON.stringify([w.recipient.preferences, w.recipient.sphere, w.policy]) : wishes;
  if (w.wishes !== wishes) return 'preferences';
  if (quietUser && !w.quietUser) return 'lifted';
  return Object.entries(abilities(w)).some(([device, able]) => clients[device] !== able) ? 'client' : undefined;
}

function proceed(w, m, trigger) {
  if (!m.deferred) return;
  const { option, onExpiry } = planOf(w, m);
  const isQuiet = quiet(w, m);
  const flying = flights(w, m);
  const first = m.under === undefined;
  const occasion = m.under !== option || trigger !== undefined || (m.wasQuiet && !isQuiet);
  const landed = m.wasFlying && flying.length === 0;
  Object.assign(m, { under: option, wasQuiet: isQuiet });
  if (option !== 'push') m.due = [];
  if (m.storing || m.ending !== undefined) return;
  if (option === 'store') {
    if (flying.length > 0) return; // it completes first (AMB-12)
    const survives = m.record && askedFor(w, m, 'copy').length === 0 && w.reading['AMB-20'] !== 'two'; // AMB-20
    if (!survives) copy(w, m);
    const given = { doNotDisturb: w.quietUser, expiresAt: m.expiresAt, onExpiry: survives ? 'store' : onExpiry };
    return intoStorage(w, m, 'handOver', { terms: without(given), by: 'HND-01' });
  }
  if (isQuiet) return; // NTF-01, PSH-01
  const to = applicable(w, m);
  if (option === 'push') {
    // AMB-07: by preference, or after all failed, for the next trigger; for one that came meanwhile it waits no more.
    const literal = m.reason === 'Preference' && w.reading['AMB-07'] === 'literal';
    const waits = first && !m.triggered && !literal && !['DoNotDisturb', 'NoApplicableClient'].includes(m.reason);
    m.due = occasion && !waits ? to : m.due.filter((device) => to.includes(device)); // AMB-34
    if (flying.length > 0 || m.due.length > 0) return;
    // At a registration, and where somebody may have it that failed, once more if one likes (PSH-07).
    const may = trigger === 'client' || to.length > 0;
    if ((occasion && to.length === 0) || landed) notifyOutOfBand(w, m, (c) => !c.registered, { by: 'PSH-03', may });
  } else if (flying.length === 0 && (occasion || landed)) {
    if (to.length === 0) notifyOutOfBand(w, m, () => true, { by: 'NTF-04' }); // AMB-09
    for (const deviceId of to.filter((one) => !told(w, m, 'inBand', one))) {
      ask(w, { _tag: 'NotifyInBand', entryId: m.id, deviceId, by: 'NTF-06', notice: noticeOf(m) }, 'inBand');
    }
  }
}

const told = (w, m, why, deviceId) => w.s.asked.some((a) =>
  a.why === why && a.deviceId === deviceId && (a.about ?? [a.entryId]).includes(m.id) && a.outcome !== 'declined'
  && (why === 'outOfBand' || a.outcome !== 'failed'));

/** What a client is told of a message (NTF-07). */
function noticeOf({ id: entryId, message, expiresAt }) {
  const { subject, originator: from, date = message.receivedAt, size, contentType } = message;
  const hidden = from.undisclosed === true || from.address === undefined;
  const named = hidden ? { originator: 'anonymous' } : { originator: from.address, displayName: from.displayName };
  return without({ entryId, subject, ...named, date, size, contentType, expiresAt });
}

/** Which devices is the provider's choice (NTF-04), and whether one message is named or all are summed up (NTF-08). */
function notifyOutOfBand(w, m, which, { by, may }) {
  if (exempt(m)) return;
  const { to = 'all', form = 'summary' } = w.policy.outOfBand ?? {};
  for (const { deviceId, pushAddress, registered } of w.recipient.clients ?? []) {
    if (to === 'none' || (to !== 'all' && !to.includes(deviceId)) || pushAddress === undefined) continue;
    if (!which({ registered }) || told(w, m, 'inBand', deviceId) || told(w, m, 'outOfBand', deviceId)) continue;
    if (form === 'summary') w.summaries.push({ deviceId, id: m.id, by, may });
    else ask(w, { _tag: 'NotifyOutOfBand', entryId: m.id, deviceId, form, by, may, notice: noticeOf(m) }, 'outOfBand');
  }
}

function notifySummary(w) {
  const count = live(w).filter((m) => m.deferred && !m.storing && !exempt(m)).length;
  for (const [place, { deviceId, by }] of w.summaries.entries()) {
    const mine = w.summaries.filter((one) => one.deviceId === deviceId && one.by === by);
    if (mine[0] !== w.summaries[place]) continue;
    const about = mine.map(({ id }) => id);
    const may = mine.every((one) => one.may);
    ask(w, { _tag: 'NotifyOutOfBand', deviceId, form: 'summary', count, by, may }, 'outOfBand', { about });
  }
}

/** One message in flight per client, first received, first delivered (AMB-13). */
function runLines(w) {
  for (const { deviceId } of w.recipient.clients ?? []) {
    for (const m of live(w)) {
      if (!m.due.includes(deviceId)) continue;
      if (w.s.asked.some((a) => a.deviceId === deviceId && a.why === 'push' && underWay(a))) break;
      if (flights(w, m).some((a) => a.why !== 'push')) continue; // some client has it in its session
      m.due = m.due.filter((one) => one !== deviceId);
      if (m.ending !== undefined || quiet(w, m) || !applicable(w, m).includes(deviceId)) continue;
      const given = askedFor(w, m, 'send', 'push').find((a) => a.outcome === 'dropped' && a.deviceId === deviceId);
      if (given === undefined) carry(w, m, 'Deliver', deviceId, 'push', { via: 'core', by: 'PSH-05' });
      else { // it may have arrived: under the same id
        Object.assign(given, { outcome: 'open', why: 'push' });
        w.actions.push({ ...given.action, actionId: given.id });
      }
    }
  }
  for (const m of live(w)) m.wasFlying = flights(w, m).length > 0;
}

// ------------------------------------------------------------------------------------------- the session of a client

function select(w, { sessionId, deviceId, selections }) {
  const session = w.s.sessions.find((one) => one.sessionId === sessionId && one.deviceId === deviceId);
  if (session === undefined) return;
  const nameOf = ({ entryId, action }) => `${action} ${entryId}`;
  const before = session.requests.filter(({ result, reported }) => result !== 'failed' || !reported).map(nameOf);
  const named = selections.map(nameOf);
  session.requests = session.requests.filter((one) => before.includes(nameOf(one)) || !named.includes(nameOf(one)));
  for (const { entryId, action } of selections) {
    if (before.includes(`${action} ${entryId}`)) continue; // a repeated request
    const m = w.s.messages.find((one) => one.id === entryId);
    const refused = w.expired.includes(entryId) ? 'expired'
      : w.s.sessions.some(({ requests }) => requests.some((a) => a.entryId === entryId && a.result === 'done'))
        ? 'alreadyTaken'
      : m === undefined || m.ended !== undefined ? 'unknown'
      : !m.deferred || flights(w, m).length > 0 ? 'alreadyTaken' : undefined; // AMB-25: the first wins
    if (refused === undefined) {
      for (const a of askedFor(w, m, 'send', 'push')) if (a.outcome === 'dropped') a.outcome = 'failed';
    }
    const begun = refused === undefined ? SELECTED[action](w, m, session) : { result: refused };
    session.requests.push({ entryId, action, ...begun });
  }
}

const SELECTED = {
  retrieve: (w, m, { sessionId, deviceId }) =>
    ({ item: carry(w, m, 'Deliver', deviceId, 'retrieve', { via: 'session', sessionId, by: 'NTF-14' }).id }),
  interwork: (w, m) => ({ item: ask(w, { _tag: 'Interwork', entryId: m.id, by: 'NTF-14' }, 'interwork').id }),
  discard: (w, m) => {
    end(w, m, 'discarded');
    return { result: 'done' };
  },
  store: (w, m) => {
    intoStorage(w, m, 'chosen', { by: 'NTF-14' });
    return m.ended === undefined ? { item: askedFor(w, m, 'chosen').at(-1)?.id } : { result: 'done' };
  },
};

/** One report of all that is new, when nothing that was asked for in a session is under way (AMB-25). */
function report(w) {
  for (const { sessionId, requests } of w.s.sessions) {
    for (const one of requests.filter(({ result }) => result === undefined)) {
      const { outcome } = w.s.asked.find((a) => a.id === one.item) ?? {};
      const { ended } = w.s.messages.find(({ id }) => id === one.entryId);
      if (outcome === 'done' || (one.item === undefined && ended === 'stored')) one.result = 'done';
      else if (['failed', 'dropped'].includes(outcome)) one.result = 'failed';
    }
    const fresh = requests.filter(({ reported }) => !reported);
    if (fresh.length === 0 || requests.some(({ result }) => result === undefined)) continue;
    for (const one of fresh) one.reported = true;
    const results = fresh.map(({ entryId, action, result }) => ({ entryId, action, result }));
    ask(w, { _tag: 'ReportResults', sessionId, results, by: 'AMB-25' }, 'report');
  }
}

module.exports = { create, step, decline, held };
