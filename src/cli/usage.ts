/** What `--help` says of each command. */
export const usage = {
  '': `cpm-routing: where a CPM standalone message goes, and why

  cpm-routing route         one routing request in, one decision out
  cpm-routing explain       the same with everything that was looked at
  cpm-routing next-change   when the answer changes if only time passes
  cpm-routing decode        what a document or message from the wire says
  cpm-routing lint          what is wrong with preferences, each with a witness or a proof
  cpm-routing impact        what a change of preferences changes
  cpm-routing timeline      when messages would be sent or wait, over some days
  cpm-routing simulate      what goes between whom in a scenario
  cpm-routing conformance   whether an implementation does as the standard says

  cpm-routing COMMAND --help shows an example.

Results are JSON on standard output, messages for a person go to standard error.
Exit status: 0 an answer, 1 a bad document (its errors as JSON) or a result that
cannot be written, 2 bad usage, 3 preferences with an error, a scenario that does
not go as it expects, or an implementation that does not do as the vectors expect.
`,
  route: `cpm-routing route REQUEST.json          one RoutingRequest, or - for standard input
cpm-routing route --lines               JSON lines in, JSON lines out, in order; a bad line gives one error object
cpm-routing route --message M.sip --preferences P.json|P.xml --registration R.xml
                  [--policy POLICY.json] [--entry-id ID] --now INSTANT

  cpm-routing route --message examples/message.sip --preferences examples/preferences.json \\
    --registration examples/registration.xml --now 2026-02-03T10:00:00Z
`,
  explain: `cpm-routing explain REQUEST.json        one RoutingRequest, or - for standard input
cpm-routing explain --lines             JSON lines in, JSON lines out
cpm-routing explain --message M.sip --preferences P.json|P.xml --registration R.xml
                    [--policy POLICY.json] [--entry-id ID] --now INSTANT

  cpm-routing explain request.json | node -p 'JSON.parse(fs.readFileSync(0)).text'
`,
  'next-change': `cpm-routing next-change REQUEST.json    one RoutingRequest, or - for standard input
cpm-routing next-change --lines         JSON lines in, JSON lines out
cpm-routing next-change --message M.sip --preferences P.json|P.xml --registration R.xml
                        [--policy POLICY.json] [--entry-id ID] --now INSTANT

  cpm-routing next-change request.json    prints { "at": "2026-02-04T06:00:00Z" }, or { "at": null }
`,
  decode: `cpm-routing decode --as sip|cpim|imdn|reginfo|policy FILE    FILE may be - for standard input

  cpm-routing decode --as reginfo examples/registration.xml
`,
  lint: `cpm-routing lint PREFERENCES... [--policy POLICY.json]    JSON or XML; one of them may be - for standard input

Several documents are looked at together: whether they forward messages to each other in a circle.
Exit status 3 where there is an error; warnings and advice are no errors.

  cpm-routing lint examples/preferences.json
`,
  impact: `cpm-routing impact OLD NEW [MESSAGES] [--policy POLICY.json]    one of them may be - for standard input

MESSAGES is JSON lines, or one JSON list: each entry a RoutingRequest, whose own preferences do not count, or a
StandaloneMessage, for which every device is taken to be registered. Without MESSAGES a representative of every
class of messages is looked at.

  cpm-routing impact examples/preferences.json examples/preferences-without-quiet-hours.json
`,
  timeline: `cpm-routing timeline REQUEST.json        a RoutingRequest: its message, from its instant on; or - for standard input
cpm-routing timeline --preferences P.json|P.xml --now INSTANT [--registration R.xml] [--policy POLICY.json]
both with             [--kind pager|large|notification|system] [--days 7] [--zone ZONE] [--diagram OUT.svg]

Without a registration every device is taken to be registered. Without --kind it is about a pager-mode message.

  cpm-routing timeline --preferences examples/preferences.json --now 2026-02-03T10:00:00Z --diagram week.svg
`,
  simulate: `cpm-routing simulate SCENARIO.json [--diagram OUT.svg|OUT.mmd]    SCENARIO.json may be - for standard input

  cpm-routing simulate examples/scenarios/scenario-quiet-hours-clock-change.json --diagram night.svg
`,
  conformance: `cpm-routing conformance run --target "COMMAND" [--format text|json|junit|html] [--out FILE]
                       [--only ID,ID...] [--expected-failures FILE.json] [--timeout SECONDS]
cpm-routing conformance serve           answers the vectors for this library, line by line
cpm-routing conformance report RESULT.json... [--out PAGE.html]    one page about several results

  cpm-routing conformance run --target "python3 adapter.py" --format html --out report.html
`,
} as const
