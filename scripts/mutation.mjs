// Are the tests of a room able to fail? Breaks the room in many small ways, one at a time, and counts how many of them
// its tests notice. `npm run mutation` does every room, `npm run mutation -- wire identity` these;
// `npm run mutation -- --report` only writes the page anew; `npm run mutation -- --mutate src/…/one.ts wire` one file, to see what survives while a test is written.
//
// The scores go to docs/mutation.md. What was found out is kept in .mutation/, so that the next run tries only what changed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { goal, rooms } from './mutation/rooms.mjs';

const page = 'docs/mutation.md';
const folder = '.mutation';

const { values, positionals } = parseArgs({
  options: { mutate: { type: 'string' }, concurrency: { type: 'string', default: '2' }, force: { type: 'boolean', default: false }, report: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => rooms[name] === undefined);
if (unknown.length > 0) {
  throw new Error(`No such room: ${unknown.join(', ')}. There are: ${Object.keys(rooms).join(', ')}`);
}

mkdirSync(folder, { recursive: true });
if (values.report) writeFileSync(page, report());
for (const name of values.report ? [] : positionals.length > 0 ? positionals : Object.keys(rooms)) {
  const results = await mutate(name);
  const counts = countOf(results);
  console.log(`${name}: ${scoreOf(counts)} % of ${sum(counts)}`);
  if (values.mutate === undefined) {
    writeFileSync(`${folder}/${name}.score.json`, JSON.stringify({ ...counts, date: new Date().toISOString().slice(0, 10), survivors: survivorsByFile(results) }, null, 2));
    writeFileSync(page, report());
  }
}

/** @param {string} name */
async function mutate(name) {
  const room = rooms[name];
  process.env.MUTATION_TESTS = JSON.stringify(room.tests);
  process.env.MUTATION_TEST_SECONDS = String(room.testSeconds);
  const stryker = new Stryker({
    testRunner: 'vitest',
    vitest: { configFile: 'scripts/mutation/vitest.config.mjs', related: false },
    plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation/ignore-texts.mjs'],
    ignorers: ['texts'],
    mutate: values.mutate === undefined ? [...room.mutate] : [values.mutate],
    coverageAnalysis: 'perTest',
    concurrency: Number(values.concurrency),
    incremental: values.mutate === undefined,
    incrementalFile: `${folder}/${name}.json`,
    force: values.force,
    tempDirName: `${folder}/tmp`,
    ignorePatterns: ['dist', '.mutation', 'bench', '.git'],
    timeoutMS: 20_000,
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false, reportScoreTable: true, skipFull: true },
    allowConsoleColors: false,
    checkers: [],
  });
  return stryker.runMutationTest();
}

/** @param {readonly import('@stryker-mutator/api/core').MutantResult[]} results */
function countOf(results) {
  const count = (...statuses) => results.filter(({ status }) => statuses.includes(status)).length;
  return { killed: count('Killed'), timeout: count('Timeout'), survived: count('Survived'), uncovered: count('NoCoverage'), ignored: count('Ignored') };
}

function survivorsByFile(results) {
  const byFile = {};
  for (const { status, fileName } of results) {
    if (status === 'Survived' || status === 'NoCoverage') byFile[fileName] = (byFile[fileName] ?? 0) + 1;
  }
  return byFile;
}

function sum({ killed, timeout, survived, uncovered }) {
  return killed + timeout + survived + uncovered;
}

function scoreOf(counts) {
  return ((100 * (counts.killed + counts.timeout)) / Math.max(1, sum(counts))).toFixed(1);
}

function report() {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const before = existsSync(page) ? readFileSync(page, 'utf8').split('\n') : [];
  const rows = Object.keys(rooms).map((name) => {
    const file = `${folder}/${name}.score.json`;
    // What was seen elsewhere stays on the page: the folder is not kept with it.
    if (!existsSync(file)) return before.find((line) => line.startsWith(`| ${name} |`)) ?? `| ${name} | not run | | | | | |`;
    const counts = JSON.parse(readFileSync(file, 'utf8'));
    return `| ${name} | ${scoreOf(counts)} % | ${sum(counts)} | ${counts.timeout} | ${counts.survived} | ${counts.uncovered} | ${counts.date} |`;
  });
  return `# Mutation: can the tests fail?

\`npm run mutation\` breaks the code of a room in many small ways, one at a time (a condition turned around, a limit off by one,
a call left out), and runs the tests of the room: those that need no container engine. A mutant is killed when a test fails or
never ends. The goal is ${goal} % in each room. This page is written by the script.

| room | killed | mutants | killed by taking too long | survived | met by no test | run on |
|---|---|---|---|---|---|---|
${rows.join('\n')}

With @stryker-mutator/core ${devDependencies['@stryker-mutator/core']}, vitest ${devDependencies.vitest} and Node ${process.versions.node}.
Left out are only the letters of texts in two languages and of lines in the log (\`scripts/mutation/ignore-texts.mjs\`). Not all
that survive matter: some mutants do the same as the code.
`;
}
