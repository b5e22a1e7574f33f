// @ts-check
// What the compiler does not see. The import table itself is proved by test/architecture.test.ts; the same rules are
// here once more, in short, so that the editor says so while you type.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** @typedef {{ regex: string, message: string, allowTypeImports?: boolean, importNamePattern?: string }} Pattern */

const sdk = '^@(aws-sdk|smithy)/';
const execa = '^execa$';
const prompts = '^(inquirer$|@inquirer/|commander$)';
const colour = '^chalk$';

const viaCompose = 'Take it as a parameter; src/cli/compose.ts passes it in.';
const byUrl = 'The sandbox is reached by URL only.';
const engines = 'Only src/containers/ runs programs: call an engine.';

/**
 * A package that a room may not know.
 * @param {string} regex
 * @param {string} message
 */
const never = (regex, message) => ({ regex, message });

/**
 * What a room may not import. Other rooms are named by themselves ("aws", "containers/(?!engine)") and found from
 * every depth of the room, so that a folder of the same name inside of it is not meant.
 * @param {string} name
 * @param {{ files?: string[], ignores?: string[], rooms?: Record<string, string>, types?: Record<string, string>, packages?: Pattern[] }} rules
 */
const room = (name, { files, ignores = [], rooms = {}, types = {}, packages = [] }) =>
  [0, 1, 2, 3].map((depth) => {
    const up = `^${'\\.\\./'.repeat(depth + 1)}`;
    const patterns = [
      ...Object.entries(rooms).map(([path, message]) => ({ regex: `${up}(${path})`, message })),
      ...Object.entries(types).map(([path, message]) => ({ regex: `${up}(${path})`, message, allowTypeImports: true })),
      ...packages,
    ];
    return {
      name: `boyacky-lab/${name}/${depth}`,
      files: files ?? [`src/${name}/${'*/'.repeat(depth)}*.ts`],
      ignores,
      rules: { '@typescript-eslint/no-restricted-imports': /** @type {const} */ (['error', { patterns }]) },
    };
  });

const noShell = [
  {
    selector: 'CallExpression[callee.name=/^(exec|execSync)$/]',
    message: 'A shell would read the string: use execa in src/containers/ or spawn, with an array of arguments.',
  },
  {
    selector: 'CallExpression[callee.object.name=/^(child_process|childProcess|cp)$/][callee.property.name=/^(exec|execSync)$/]',
    message: 'A shell would read the string: use execa in src/containers/ or spawn, with an array of arguments.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?child_process$/] ImportSpecifier[imported.name=/^(exec|execSync)$/]',
    message: 'A shell would read the string: use execa in src/containers/ or spawn, with an array of arguments.',
  },
  {
    selector: 'Property[key.name="shell"]:not([value.value=false])',
    message: 'No shell between us and a program: pass an array of arguments.',
  },
  {
    selector: 'ImportDeclaration[source.value="execa"] ImportSpecifier[imported.name=/^(execaCommand|execaCommandSync|\\$)$/]',
    message: 'These split a string: use execa(program, [arguments]).',
  },
];

export default defineConfig(
  {
    ignores: ['dist/', 'coverage/', 'node_modules/', 'sample-app/', 'boyacky-workshop/', '**/*.d.ts'],
  },
  {
    files: ['**/*.{ts,js,mjs}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...noShell],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit', message: 'It cuts off output and clean-up: throw a UserError, or set process.exitCode in src/bin.ts.' },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Promises of `void` as handlers of events are how Node's own API is meant to be used; lost rejections are
      // found by no-floating-promises.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      // A function may be async because its contract is, or so that it rejects instead of throwing.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/io/**', 'src/bin.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    name: 'boyacky-lab/bin',
    files: ['src/bin.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [never('^(?!\\./cli/|node:)', 'bin.ts imports src/cli/ only.')] }],
    },
  },
  room('cli', {
    ignores: ['src/cli/compose.ts'],
    rooms: { 'sandbox/': byUrl },
    types: { 'aws/|containers/': viaCompose },
    packages: [never(sdk, viaCompose), never(execa, engines)],
  }),
  {
    name: 'boyacky-lab/compose',
    files: ['src/cli/compose.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [never('^\\.\\./sandbox/', byUrl), never(sdk, 'Import the adapter in src/aws/.'), never(execa, engines)] }],
    },
  },
  room('workshop', {
    rooms: { 'cli/': 'Nothing points up.', 'sandbox/': byUrl },
    types: { 'aws/|containers/': `Write \`import type { … }\`. ${viaCompose}` },
    packages: [
      never(sdk, 'Use the narrow adapters of src/aws/.'),
      never(prompts, 'The workshop does not ask: that is done in src/cli/io/.'),
      never(colour, 'The workshop does not paint: return data, src/cli/render/ gives it colour.'),
      never(execa, engines),
    ],
  }),
  room('aws', {
    rooms: { '(cli|workshop|containers|sandbox)/': 'An adapter knows AWS and src/shared/ only.' },
    packages: [never(prompts, 'An adapter does not ask.'), never(colour, 'An adapter does not paint.'), never(execa, engines)],
  }),
  room('containers', {
    rooms: { '(cli|workshop|aws|sandbox)/': 'An engine knows containers and src/shared/ only.' },
    packages: [never(sdk, 'An engine knows nothing of AWS.'), never(prompts, 'An engine does not ask.'), never(colour, 'An engine does not paint.')],
  }),
  room('sandbox', {
    ignores: ['src/sandbox/main.ts'],
    rooms: {
      '(cli|workshop|aws)/': 'The sandbox knows nobody above it.',
      'containers/(?!engine\\.js$)': 'Only the contract, containers/engine.ts: take an engine as a parameter.',
    },
    packages: [
      {
        regex: '^@aws-sdk/client-',
        importNamePattern: '[^$]$',
        allowTypeImports: true,
        message: 'Only schemas (names that end in "$") and types: clients weigh megabytes.',
      },
      never(prompts, 'The sandbox does not ask.'),
      never(colour, 'The sandbox does not paint.'),
      never(execa, engines),
    ],
  }),
  room('shared', { rooms: { '': 'src/shared/ is below everything.' } }),
  {
    // Programs of their own, which run a learner's code and end whatever that leaves open.
    files: ['templates/probes/*.mjs'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Matchers such as expect.any() are of type any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
);
