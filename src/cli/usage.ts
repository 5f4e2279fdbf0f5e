/** What `--help` says of each command. */
export const usage = {
  '': `cpm-routing: where a CPM standalone message goes, and why

  cpm-routing route         one routing request in, one decision out
  cpm-routing explain       the same with everything that was looked at
  cpm-routing next-change   when the answer changes if only time passes
  cpm-routing decode        what a document or message from the wire says
  cpm-routing simulate      what goes between whom in a scenario

  cpm-routing COMMAND --help shows an example.

Results are JSON on standard output, messages for a person go to standard error.
Exit status: 0 an answer, 1 a bad document (its errors as JSON) or a result that
cannot be written, 2 bad usage, 3 a scenario that does not go as it expects.
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
  simulate: `cpm-routing simulate SCENARIO.json [--diagram OUT.svg|OUT.mmd]    SCENARIO.json may be - for standard input

  cpm-routing simulate examples/scenarios/scenario-quiet-hours-clock-change.json --diagram night.svg
`,
} as const
