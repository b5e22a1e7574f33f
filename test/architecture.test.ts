// The import table of docs/architecture.md, executed. Bend the table there and here together, or bend the code.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { circle, crossings, explain, findRoom, findViolations, schemaPackage, type Room } from './support/import-rules.js';
import { parseSource as parse, sourceFiles, type SourceFile } from './support/parse-source.js';

const table: readonly Room[] = [
  {
    path: 'src/bin.ts',
    values: ['src/cli/'],
    packages: [],
    instead: 'bin.ts runs the command line, prints the last word and sets the exit code; all else lives in src/cli/',
  },
  {
    path: 'src/cli/compose.ts',
    values: ['src/cli/', 'src/workshop/', 'src/shared/', 'src/aws/', 'src/containers/', 'src/web/'],
    packages: [],
    instead: 'compose.ts wires adapters to the workshop and does nothing else',
  },
  {
    path: 'src/cli/',
    values: ['src/cli/', 'src/workshop/', 'src/shared/'],
    types: ['src/aws/', 'src/containers/'],
    packages: [/^commander$/, /^(@inquirer\/[a-z-]+|inquirer)$/, /^(chalk|linebreak|log-update|marked|string-width)$/],
    instead: 'take it as a parameter and let src/cli/compose.ts pass it in; the sandbox is reached by URL only',
  },
  {
    path: 'src/workshop/',
    values: ['src/workshop/', 'src/shared/'],
    types: ['src/aws/', 'src/containers/', 'src/web/'],
    packages: [/^(diff|yaml)$/],
    instead: 'take the adapter as a parameter, with `import type` for its shape; text and prompts belong in src/cli/',
  },
  {
    path: 'src/aws/',
    values: ['src/aws/', 'src/shared/'],
    packages: [/^@aws-sdk\//, /^@smithy\//, /^(https-proxy-agent|proxy-from-env)$/],
    instead: 'an adapter knows AWS only; what puts it to use belongs in src/workshop/, the wiring in src/cli/compose.ts',
  },
  {
    path: 'src/web/',
    values: ['src/web/', 'src/shared/'],
    packages: [/^(proxy-from-env|undici)$/],
    instead: 'it fetches pages; what they say is read in src/workshop/',
  },
  {
    path: 'src/containers/',
    values: ['src/containers/', 'src/shared/'],
    packages: [/^execa$/, /^tar$/],
    instead: 'an engine knows containers only; what puts it to use belongs in src/workshop/ or src/sandbox/runtime/',
  },
  {
    path: 'src/sandbox/main.ts',
    values: ['src/sandbox/', 'src/shared/', 'src/containers/'],
    packages: [],
    instead: "main.ts wires the sandbox's own process (it alone chooses the engine) and does nothing else",
  },
  {
    path: 'src/sandbox/',
    values: ['src/sandbox/', 'src/shared/', 'src/containers/engine.ts'],
    packages: [schemaPackage, /^@aws-sdk\/core(\/|$)/, /^@smithy\/(core|types)(\/|$)/, /^dynalite(\/|$)/, /^yaml$/, /^tar$/],
    instead: 'the sandbox knows nobody but the container contract: take an engine as a parameter, or move the code here',
  },
  {
    path: 'src/shared/',
    values: ['src/shared/'],
    packages: [],
    instead: 'src/shared/ is below everything: move what needs more to the room that has it',
  },
];

/** Packages that only one place may know, so that they can be replaced there. */
const homes = [
  { name: 'execa', pattern: /^execa$/, home: 'src/containers/', instead: 'call an engine of src/containers/' },
  { name: 'dynalite', pattern: /^dynalite(\/|$)/, home: 'src/sandbox/dynamodb/', instead: "use context.call('dynamodb', …)" },
  { name: 'commander', pattern: /^commander$/, home: 'src/cli/', instead: 'commands are declared in src/cli/' },
  { name: 'inquirer', pattern: /^(@inquirer\/|inquirer$)/, home: 'src/cli/', instead: 'prompts are asked in src/cli/io/' },
  { name: 'chalk', pattern: /^chalk$/, home: 'src/cli/', instead: 'return data; src/cli/render/ gives it colour' },
];

const files = sourceFiles();
const roomOf = (path: string) => findRoom(table, path);
const violations = (file: SourceFile) => findViolations(table, file);

describe('the import table', () => {
  it.each(table)('$path imports only what its row allows', (room) => {
    const inside = files.filter(({ path }) => roomOf(path) === room);
    expect(inside, `${room.path} is in the table but not in the house: write it, or take the row out`).not.toEqual([]);
    expect(inside.flatMap(violations)).toEqual([]);
  });

  it('knows every file of src', () => {
    const strangers = files.map(({ path }) => path).filter((path) => !roomOf(path));
    expect(strangers, 'put these into a room, or give theirs a row in the table').toEqual([]);
  });

  it.each(homes)('$name is at home in $home only', ({ name, pattern, home, instead }) => {
    const abroad = files
      .filter(({ path }) => !path.startsWith(home))
      .flatMap((file) => file.imports.filter(({ specifier }) => pattern.test(specifier)).map((found) => explain(file, found, instead)));
    expect(abroad, `${name} is imported outside of ${home}`).toEqual([]);
  });

  it('execa is imported by exactly one file', () => {
    const users = files.filter(({ imports }) => imports.some(({ specifier }) => specifier === 'execa')).map(({ path }) => path);
    expect(users, 'there is one door to other programs: call that file instead of execa').toHaveLength(1);
  });

  it('no service of the sandbox imports another', () => {
    const instead = "ask it: context.call('<service>', '<Operation>', input)";
    expect(files.flatMap((file) => crossings(file).map((found) => explain(file, found, instead)))).toEqual([]);
  });

  it('rooms do not depend on each other in a circle, not even for types', () => {
    expect(circle(files), 'these rooms import each other: move what both need downward').toBeUndefined();
  });

  it('nobody calls process.exit', () => {
    const instead = 'it cuts off output and clean-up: throw a UserError, or set process.exitCode in src/bin.ts';
    expect(files.flatMap(({ path, exits }) => exits.map((line) => `${path}:${line}: ${instead}`))).toEqual([]);
  });
});

describe('the packages of package.json', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const nameOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const isPackage = (specifier: string) => !/^(\.|node:)/.test(specifier);
  const imported = new Set(files.flatMap(({ imports }) => imports.map(({ specifier }) => specifier)).filter(isPackage).map(nameOf));

  it('hold each one that src imports: none comes along by chance', () => {
    const listed = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]);
    expect([...imported].filter((name) => !listed.has(name))).toEqual([]);
  });

  it('bring the learner none that src does not import', () => {
    expect(Object.keys(manifest.dependencies).filter((name) => !imported.has(name))).toEqual([]);
  });
});

describe('the table would notice', () => {
  it.each([
    ['src/bin.ts', `import { start } from './workshop/start.js';`],
    ['src/cli/commands/start.ts', `import { createEcs } from '../../aws/ecs.js';`],
    ['src/cli/commands/start.ts', `const { createEcs } = await import('../../aws/ecs.js');`],
    ['src/cli/commands/start.ts', `import type { Store } from '../../sandbox/store/store.js';`],
    ['src/cli/render/text.ts', `import type { Cluster } from '@aws-sdk/client-ecs';`],
    ['src/cli/commands/shell.ts', `import { execa } from 'execa';`],
    ['src/cli/compose.ts', `import { startSandbox } from '../sandbox/sandbox.js';`],
    ['src/workshop/step.ts', `import { createEcs } from '../aws/ecs.js';`],
    ['src/workshop/step.ts', `import { type Ecs } from '../aws/ecs.js';`],
    ['src/workshop/step.ts', `export { createEcs } from '../aws/ecs.js';`],
    ['src/workshop/step.ts', `type Cli = import('../cli/program.js').Cli;`],
    ['src/workshop/step.ts', `const chalk = require('chalk');`],
    ['src/workshop/step.ts', `await import(name);`],
    ['src/workshop/step.ts', `import lesson from '../../lessons/boyacky/lesson.json' with { type: 'json' };`],
    ['src/aws/ecs.ts', `import type { ContainerEngine } from '../containers/engine.js';`],
    ['src/containers/engine.ts', `import type { Ledger } from '../workshop/ledger.js';`],
    ['src/sandbox/ecs/service.ts', `import { createCliEngine } from '../../containers/cli/cli-engine.js';`],
    ['src/sandbox/ecs/service.ts', `import { ECSClient } from '@aws-sdk/client-ecs';`],
    ['src/sandbox/ecs/service.ts', `import * as ecs from '@aws-sdk/client-ecs';`],
    ['src/sandbox/ecs/service.ts', `import { CreateCluster } from '@aws-sdk/client-ecs/schemas';`],
    ['src/sandbox/main.ts', `import { ledger } from '../workshop/ledger.js';`],
    ['src/shared/clock.ts', `import type { Pace } from '../sandbox/pace.js';`],
  ])('%s: %s', (path, text) => {
    expect(violations(parse(path, text))).toEqual([expect.stringContaining(`${path}:1 `)]);
  });

  it.each([
    ['src/cli/compose.ts', `import { createEcs } from '../aws/ecs.js';`],
    ['src/workshop/step.ts', `import type { Ecs } from '../aws/ecs.js';`],
    ['src/workshop/step.ts', `import { readFile } from 'node:fs/promises';`],
    ['src/sandbox/ecs/service.ts', `import { CreateCluster$ } from '@aws-sdk/client-ecs';`],
    ['src/sandbox/ecs/service.ts', `import type { ECSClient } from '@aws-sdk/client-ecs';`],
    ['src/sandbox/ecs/service.ts', `import { EngineError } from '../../containers/engine.js';`],
    ['src/sandbox/main.ts', `import { chooseEngine } from '../containers/choose-engine.js';`],
  ])('and lets pass %s: %s', (path, text) => {
    expect(violations(parse(path, text))).toEqual([]);
  });

  it('a service that imports another', () => {
    expect(crossings(parse('src/sandbox/ecs/service.ts', `import type { Role } from '../iam/model.js';`))).toHaveLength(1);
    expect(crossings(parse('src/sandbox/ecs/service.ts', `import { arn } from '../ecs/arn.js';`))).toEqual([]);
  });

  it('two rooms that import each other', () => {
    const one = parse('src/workshop/a.ts', `import type { B } from '../aws/b.js';`);
    const other = parse('src/aws/b.ts', `import type { A } from '../workshop/a.js';`);
    expect(circle([one, other])).toBe('workshop → aws → workshop');
  });

  it.each([
    `process.exit(1);`,
    `const stop = process.exit;`,
    `process['exit'](1);`,
    `const { exit } = process;`,
    `import { exit } from 'node:process';`,
  ])('%s', (text) => {
    expect(parse('src/cli/a.ts', text).exits).toEqual([1]);
  });

  it('but process.exitCode is fine', () => {
    expect(parse('src/bin.ts', 'process.exitCode = 1;').exits).toEqual([]);
  });
});
