/**
 * Every room that callers can enter, one line each: the subpath and the file of `src` that it opens.
 * The exports map of package.json, the builds, the documentation and the package tests are made from this list.
 */
export const rooms = [
  ['.', 'index'],
  ['./model', 'model/index'],
  ['./schedule', 'schedule/index'],
  ['./routing', 'routing/index'],
  ['./deferral', 'deferral/index'],
  ['./messageStorageServer', 'messageStorageServer/index'],
  ['./cpmClient', 'cpmClient/index'],
  ['./effects', 'effects/index'],
  ['./contracts', 'contracts/index'],
  ['./simulation', 'simulation/index'],
  ['./analysis', 'analysis/index'],
  ['./conformance', 'conformance/index'],
  ['./requirements', 'requirements'],
  ['./wire', 'wire/index'],
  ['./wire/documents', 'wire/documents/index'],
  ['./wire/sip', 'wire/sip/index'],
  ['./wire/cpim', 'wire/cpim/index'],
  ['./wire/reginfo', 'wire/reginfo/index'],
  ['./wire/imdn', 'wire/imdn/index'],
  ['./wire/policy', 'wire/policy/index'],
  ['./wire/outgoing', 'wire/outgoing/index'],
]
