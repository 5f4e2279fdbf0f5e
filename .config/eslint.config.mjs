import functional from 'eslint-plugin-functional'
import regexp from 'eslint-plugin-regexp'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const clockReaders = [
  'is(Past|Future|Today|Tomorrow|Yesterday|This\\w+)',
  '(startOf|endOf)(Today|Tomorrow|Yesterday)',
  'formatDistanceToNow\\w*',
  'constructNow',
].join('|')

/** Wall-clock arithmetic of date-fns goes by the time zone of the machine; only what counts in absolute time stays. */
const machineZoneReaders = [
  'parse(ISO|JSON)?',
  'format\\w*',
  '(add|sub)(Days|Weeks|Months|Quarters|Years|BusinessDays)',
  '(startOf|endOf)\\w+',
  '(get|set)(Date|Day|Hours|Minutes|Month|Year|ISODay|\\w+)',
].join('|')

const importPatterns = [
  { regex: '^fp-ts($|/(?!lib/\\w+\\.js$))', message: 'Write fp-ts/lib/X.js: the one path that Node resolves.' },
  { regex: '^io-ts/', message: 'Write io-ts: its subpaths do not resolve in Node.' },
  { regex: '^date-fns$', message: 'Write date-fns/<function>: the root loads every function.' },
  { regex: `^date-fns/(${clockReaders})$`, message: 'Reads the clock: take the instant as an argument.' },
  { regex: `^date-fns/(${machineZoneReaders})$`, message: 'Goes by the zone of the machine.' },
]

/** Everything whose answer depends on more than its arguments. */
const impureGlobals = [
  { name: 'process', message: 'Only the command line touches the process.' },
  { name: 'console', message: 'Only the command line prints.' },
  { name: 'globalThis', message: 'Take what is needed as an argument.' },
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance'].map((name) => ({
    name,
    message: 'Take the instant as an argument.',
  })),
  ...['crypto', 'fetch', 'Buffer', 'require'].map((name) => ({ name, message: 'No I/O, no chance, nothing of Node.' })),
]

const impureSyntax = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Reads the clock.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Reads the clock.' },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Reads the clock.' },
  {
    selector: 'MemberExpression[object.name="Date"][property.name="parse"]',
    message: 'Goes by the zone of the machine.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'No chance: take it as an argument.',
  },
  {
    selector:
      'MemberExpression[property.name=/^([gs]et(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Year)|getTimezoneOffset)$/]',
    message: 'Goes by the zone of the machine.',
  },
  {
    selector: 'MemberExpression[property.name=/^(toLocale\\w*|localeCompare)$/]',
    message: 'Goes by the language of the machine.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'A file exports by name.' },
]

const zonesByIntl = {
  selector: ':not(TSQualifiedName) > Identifier[name="Intl"]',
  message: 'Zones are read in src/schedule alone.',
}

/** What may loop and change its own locals, for each reason: the signature stays pure. */
const loops = {
  'functional/no-let': 'off',
  'functional/no-loop-statements': 'off',
  'functional/no-expression-statements': 'off',
  'functional/no-conditional-statements': 'off',
  'functional/immutable-data': 'off',
  'functional/prefer-readonly-type': 'off',
  'functional/type-declaration-immutability': 'off',
}

const exceptions = [
  {
    reason: 'The compiled form is the hot path: plain loops over prepared tables.',
    files: ['src/routing/compile*.ts', 'src/routing/Compiled*.ts', 'src/routing/routeCompiled*.ts'],
    rules: { ...loops, 'functional/no-return-void': 'off' },
  },
  {
    reason: 'Runs for every rule and client of every message: plain loops that stop at the first answer.',
    files: ['conclude', 'doNotDisturb', 'during', 'handlingOf', 'matchesMediaRange', 'nextChange', 'ruleApplies'].map(
      (name) => `src/routing/${name}.ts`,
    ),
    rules: loops,
  },
  {
    reason:
      'Readers go through their input once, in one loop, whatever its length, and collect every error and warning in one report ' +
      'that they own.',
    files: ['src/wire/**/*.ts'],
    rules: { ...loops, 'functional/no-return-void': 'off' },
  },
  {
    reason: 'A reader that refuses a value reports it and returns nothing, in one step.',
    files: ['src/wire/documents/**/*.ts'],
    rules: { '@typescript-eslint/no-confusing-void-expression': 'off' },
  },
  {
    reason: 'Saxes stops only where one of its event functions throws; the one function that starts it catches that.',
    files: ['src/wire/xml/parseXml.ts'],
    rules: { 'functional/no-throw-statements': 'off', 'functional/no-try-statements': 'off' },
  },
  {
    reason:
      'A reader says of what type its value is, where nothing was reported: the one place of the codecs that asserts.',
    files: ['src/wire/documents/{Codec,scalars}.ts'],
    rules: { '@typescript-eslint/no-unnecessary-type-parameters': 'off' },
  },
  {
    reason: 'Tables of zone offsets are filled once per zone.',
    files: ['src/schedule/**/*.ts'],
    rules: loops,
  },
  {
    reason: 'The one place that asks the platform for its table of zones.',
    files: ['src/schedule/{intlZoneRules,isKnownZone}.ts'],
    rules: { 'no-restricted-syntax': ['error', ...impureSyntax] },
  },
  {
    reason:
      'Only an attempt tells whether the engine knows a zone; fp-ts would take longer to load than all of routing.',
    files: ['src/schedule/isKnownZone.ts'],
    rules: { 'functional/no-try-statements': 'off' },
  },
  {
    reason:
      'A step under way is one draft that is changed in place and never leaves `transition`; what it holds is never changed in place.',
    files: ['src/deferral/*.ts'],
    rules: { ...loops, 'functional/no-return-void': 'off' },
  },
  {
    reason: 'Persistent collections: they loop over nodes, and write into a copy that nobody else has yet.',
    files: ['src/deferral/collections/**/*.ts'],
    rules: { ...loops, 'functional/no-return-void': 'off' },
  },
  {
    reason:
      'A slot of the trie holds a branch above the last level and a value on it, which the type cannot say: under INVARIANT.',
    files: ['src/deferral/collections/NumberTrie.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': 'off' },
  },
  {
    reason: 'Effects happen one after the other, and ports in memory hold what has taken effect.',
    files: ['src/effects/**/*.ts'],
    rules: { ...loops, 'functional/no-return-void': 'off' },
  },
  {
    reason:
      'A promise of a caller may reject, and a function of one may throw: caught where it is called, and nowhere else.',
    files: ['src/effects/{answerOf,portsFromPromises}.ts'],
    rules: { 'functional/no-try-statements': 'off' },
  },
  {
    reason: 'A world under way is one draft that is changed in place and never leaves `simulate`.',
    files: ['src/simulation/**/*.ts'],
    rules: { ...loops, 'functional/no-return-void': 'off' },
  },
  {
    reason: 'A contract calls a port step by step.',
    files: ['src/contracts/**/*.ts'],
    rules: { 'functional/no-expression-statements': 'off' },
  },
  {
    reason: 'An assignment of patterns to values grows in one map that never leaves it.',
    files: ['src/conformance/assign.ts'],
    rules: loops,
  },
  {
    reason: 'A timeline goes once over its moments, in one loop, and collects the stretches as it goes.',
    files: ['src/analysis/{localDay,timeline*}.ts'],
    rules: { ...loops, 'functional/no-return-void': 'off' },
  },
  {
    reason: 'The command line is where effects happen.',
    files: ['src/cli/**/*.ts'],
    rules: {
      ...loops,
      'functional/no-return-void': 'off',
      'functional/no-try-statements': 'off',
      'functional/functional-parameters': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-syntax': 'off',
    },
  },
]

export default defineConfig(
  { ignores: ['**/node_modules', 'dist', 'coverage', 'docs', '.cache', 'examples'] },
  {
    files: ['src/**/*.ts', 'tests/**/*.ts', '.config/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: '.config/tsconfig.tests.json', tsconfigRootDir: `${import.meta.dirname}/..` },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_+$' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        {
          allowDefaultCaseForExhaustiveSwitch: false,
          considerDefaultExhaustiveForUnions: false,
          requireDefaultForNonUnion: false,
        },
      ],
      'max-lines': ['error', 250],
      eqeqeq: 'error',
      curly: 'error',
      'no-restricted-imports': ['error', { patterns: importPatterns }],
    },
  },
  {
    // Text that comes from outside costs time in proportion to its length.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [functional.configs.strict],
    rules: {
      'max-lines-per-function': ['error', 50],
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': ['error', ...impureSyntax, zonesByIntl],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      'functional/functional-parameters': 'off',
      'functional/prefer-immutable-types': 'off',
      // A codec, or a row of a table of rules, is data with the functions that belong to it.
      'functional/no-mixed-types': 'off',
      'functional/no-conditional-statements': ['error', { allowReturningBranches: true }],
      'functional/type-declaration-immutability': [
        'error',
        { rules: [{ identifiers: '.*', immutability: 'ReadonlyDeep', comparator: 'AtLeast' }] },
      ],
    },
  },
  {
    files: ['src/**/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > :not(ExportAllDeclaration, ExportNamedDeclaration[source])',
          message: 'An index only re-exports.',
        },
      ],
    },
  },
  ...exceptions.map(({ files, rules }) => ({ files, rules })),
  {
    // A test may say what it knows of its own data, and builds what must not compile.
    files: ['tests/**/*.ts', '.config/**/*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // A port of a test answers at once, or rejects with whatever a caller may reject with.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      'max-lines': ['error', 600],
    },
  },
)
