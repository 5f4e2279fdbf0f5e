// What the library promises, by what each promise is held, and the page that shows it with its figures.

const figuresFile = 'docs/figures.json'
const reliabilityFile = 'docs/reliability.md'

/** Each law: the name of its test in tests/laws, what it says, and the campaigns that can break it. */
const laws = {
  routing: [
    ['alwaysDecides', 'every request has exactly one decision', ['table', 'properties']],
    ['decidesTheSameTwice', 'the same request has the same answer; no clock, no chance', ['properties']],
    [
      'diversionTrumpsDoNotDisturb',
      'what is diverted is so whether or not the user may be disturbed',
      ['table', 'properties', 'oracle', 'conformance'],
    ],
    [
      'defersUnderDoNotDisturb',
      'delivery and do-not-disturb: deferred',
      ['table', 'properties', 'oracle', 'conformance'],
    ],
    [
      'defersWithoutApplicableClient',
      'delivery and nobody to deliver to: deferred',
      ['table', 'properties', 'oracle', 'conformance'],
    ],
    [
      'sendsToExactlyTheApplicableClients',
      'neither more clients nor fewer',
      ['table', 'properties', 'oracle', 'conformance'],
    ],
    ['perDevicePreferencesTouchDeliveryOnly', 'a device decides about itself alone', ['properties']],
    ['storesOnce', 'storage and a recorded copy are one operation', ['table', 'properties', 'oracle', 'conformance']],
    ['orderOfClientsIsIrrelevant', 'it does not matter who registered first', ['properties']],
    ['addingAClientNeverWithholds', 'one more client takes nothing from the others', ['properties']],
    ['givesItsReason', 'the requirement that is named is the one that decided', ['table', 'properties', 'oracle']],
    ['insertsTargetAddressWhenCoreDoesNot', 'the target address is there once', ['table', 'properties', 'conformance']],
  ],
  deferral: [
    ['losesNothing', 'what was accepted is held, in flight or finished', ['states', 'faults']],
    ['finishesOnce', 'a message has one outcome', ['states', 'faults']],
    ['silentUnderDoNotDisturb', 'nobody is disturbed who does not want to be', ['states', 'faults', 'conformance']],
    ['resumesAfterDoNotDisturb', 'what was held back goes in the step that ends it', ['states', 'conformance']],
    [
      'notifiesInBandIffRegistered',
      'a SIP MESSAGE to registered clients, the Push Enabler for the others',
      ['states', 'deferral-oracle', 'conformance'],
    ],
    ['deliversOnlyToRegisteredApplicable', 'at the moment of the action', ['states', 'faults']],
    [
      'unionOfDevicesCountsAsDelivered',
      'parts on several devices add up, and what was delivered leaves the queue',
      ['states', 'conformance'],
    ],
    ['neverDeliversExpired', 'an expired message goes nowhere', ['states', 'faults', 'conformance']],
    ['expiryEndsInDiscardOrStorage', 'as preference or policy says', ['states', 'faults', 'conformance']],
    ['handOverCarriesItsTerms', 'do-not-disturb, expiry and what is to be done then', ['states', 'conformance']],
    ['repeatedEventsAreHarmless', 'the same event twice changes nothing', ['states', 'faults']],
    ['replayIsIdentity', 'saved and restored in the middle, it goes on the same', ['states', 'faults']],
    ['neverStuck', 'every message can come to its outcome, and does when faults stop', ['states', 'faults']],
    ['emptyQueueIsQuiet', 'where nothing waits, nothing happens', ['states']],
    ['timeOnlyFlowsIn', 'results depend on the instants that are given', ['states']],
    ['answersOnce', 'the originator has one answer', ['states', 'faults']],
    ['notifiedAtMostOnce', 'no client is told of a message twice', ['states']],
    ['onlyOneInFlightPerClient', 'one MESSAGE at a time to a client', ['states']],
    ['deliversInOrder', 'first received, first delivered', ['states']],
    ['changesAreEnough', 'what a step says it changed is all that a store needs', ['states']],
    ['indexesChangeNothing', 'a long queue does what a short one does', ['states']],
  ],
  analysis: [
    ['lintTellsTheTruth', 'what lint says is so, and what was planted is found', ['lint']],
    ['impactMissesNoChange', 'every change of a decision is named, with a request that shows it', []],
  ],
  edges: [
    ['decodeNeverThrows', 'a document is read or refused', ['fuzz']],
    ['decodeEncodeIsIdentity', 'what was read is written the same', ['fuzz']],
    ['unknownFieldsAreDropped', 'with a warning', ['fuzz']],
    ['hostileKeysAreInert', '`__proto__` is a name like others', ['fuzz']],
    ['rawReadersNeverThrow', 'octets are read or refused', ['fuzz']],
    ['xmlReadersNeverThrow', 'XML is read or refused', ['fuzz']],
    ['preferencesAreTheSameAfterXml', 'preferences survive common policy', ['fuzz']],
    ['performCallsEachPortOnce', 'an action is one call of one port', []],
    ['portFailureBecomesAnEvent', 'a port that fails is an event, never an exception', []],
  ],
}

const rowsOf = (list) =>
  list
    .map(([law, words, by]) => `| [${law}](../tests/laws/${law}.test.ts) | ${words} | ${['test', ...by].join(', ')} |`)
    .join('\n')

const section = (title, list) => `## ${title}

| law | in words | held by |
|---|---|---|
${rowsOf(list)}
`

/** The page, from the figures of the campaigns. */
const reliabilityPage = (figures) => `# What is promised, and by what it is held

Generated by \`npm run campaign\`. Every law below is a file of tests, run by \`npm test\` on every change; the campaigns hold it
against far more. What can be wrong all the same: the reading of the standard, which two implementations may share. The readings are
[requirements](requirements.md) of their own (AMB-…), and the [oracles](oracle-tally.md) were written from the text of the standard by itself.

## The figures

| campaign | figure | command | seconds | date | commit |
|---|---|---|---:|---|---|
${Object.entries(figures)
  .map(
    ([name, { figure, command, seconds, date, commit }]) =>
      `| ${name} | ${figure} | \`${command}\` | ${seconds} | ${date} | ${commit} |`,
  )
  .join('\n')}

\`npm run campaign\` by itself says how old each figure is; one of more than 30 days is stale.

${section('Routing', laws.routing)}
${section('Deferral', laws.deferral)}
${section('Analysis', laws.analysis)}
${section('Edges', laws.edges)}
## Teeth

Each law of routing and deferral has been seen to fail: \`npm run campaign -- teeth\` breaks the library in the ways that are listed in
[routingFaults](../tests/teeth/routingFaults.ts) and [deferralFaults](../tests/teeth/deferralFaults.ts), and every checker that is named with
a fault must notice it. The checkers are those of the tests, with \`route\` and \`transition\` replaced; they stop at the first violation. The
vectors are asked of the [broken implementations](conformance-teeth.md) of the conformance kit that break the same law. Without a fault
the same checkers must be silent, and a canary, a fault that is none, must be missed. What single changes of the source the quick tests
do not notice: [mutation](mutation.md).

## At least once

A port may be asked twice for one action, with the same \`actionId\`: where it leaves out what it has done already, each effect
happens once (see [ports](ports.md)). Whoever could do harm, and what keeps them from it: [threats](threats.md). What each factor
of a decision changes by itself: [decision coverage](decision-coverage.md).
`

module.exports = { figuresFile, laws, reliabilityFile, reliabilityPage }
