// Writes docs/screens.md from a real run of the built program in a terminal of 100 × 30:
// `npm run build`, then `node scripts/capture-screens.mjs`.
// Needs what the course needs: the ports 8080 and 8081 free, and a package registry (or a filled npm cache).
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const page = join(root, 'docs', 'screens.md');
const [columns, rows] = [100, 30];
const patienceMs = 60_000;

/**
 * What is shown: how the program is called, what is done until the screen is there (a text to wait for, then keys to
 * press), and what it is a picture of.
 */
const screens = [
  {
    title: 'A step: what it wants, the command part by part, and the ways on',
    args: ['start', '--engine', 'practice', '--lang', 'en', '--from', 'foundation.create-stack'],
    acts: [['Or type a command right here.']],
  },
  {
    title: 'The same in Japanese, with the first hint',
    args: ['start', '--lang', 'ja', '--from', 'foundation.create-stack'],
    acts: [['コマンドをここに打つこともできます。', '3\r'], ['ヒント 1/'], ['コマンドをここに打つこともできます。']],
  },
  {
    title: 'The service is made: what exists, and what is new',
    before: ['start', '--yes', '--lang', 'en', '--until', 'service.listener'],
    args: ['lesson', 'service.create', '--lang', 'en'],
    acts: [['There is more [Enter]', '\r'], ['9. quit', '1\r'], ['Done. What next?'], ['a command may be typed']],
  },
  {
    title: 'A question, answered',
    args: ['lesson', 'concepts.fargate-fit', '--reset', '--lang', 'en'],
    acts: [['Your answer?', '1\r'], ['Older articles say', '4\r'], ['Done. What next?'], ['a command may be typed']],
  },
  {
    title: 'Plain: append-only, numbered, good to be read aloud',
    args: ['lesson', 'rollout.fix', '--lang', 'en', '--plain'],
    acts: [['9. quit', '3\r'], ['Hint 1 of'], ['9. quit']],
  },
];

const place = mkdtempSync(join(tmpdir(), 'boyacky-lab-screens-'));
try {
  // A copy, so that a build meanwhile does not pull it away.
  for (const name of ['dist', 'lessons', 'templates', 'sample-app', 'package.json']) cpSync(join(root, name), join(place, 'package', name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(place, 'package', 'node_modules'));
  for (const name of ['home', 'work']) mkdirSync(join(place, name));
  const pictures = [];
  for (const screen of screens) {
    if (screen.before !== undefined) await run(screen.before, []);
    pictures.push(`## ${screen.title}\n\n\`boyacky-lab ${screen.args.join(' ')}\`\n\n\`\`\`text\n${await run(screen.args, screen.acts)}\n\`\`\`\n`);
  }
  writeFileSync(page, `# Screens\n\nCaptured from a real run in a terminal of ${columns} columns and ${rows} lines, with the practice engine and the sandbox; made by\n\`scripts/capture-screens.mjs\`.\n\n${pictures.join('\n')}`);
  console.log(`${page}: ${pictures.length} screens`);
} finally {
  await run(['cleanup', '--yes'], []).catch(() => undefined);
  rmSync(place, { recursive: true, force: true, maxRetries: 5 });
}

/** Runs the program in a terminal of its own, does the acts one after another, and answers the screen at the end. */
async function run(args, acts) {
  const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const pty = spawn(process.execPath, [join(place, 'package', 'dist', 'bin.js'), ...args], { name: 'xterm-256color', cols: columns, rows, cwd: join(place, 'work'), env: environment() });
  let ended = false;
  let fresh = '';
  pty.onData((data) => {
    fresh += data;
    screen.write(data);
  });
  const exit = new Promise((resolve) => pty.onExit(({ exitCode }) => resolve((ended = true) && exitCode)));
  try {
    for (const [waitFor, keys] of acts) {
      await until(() => matches(plain(fresh), waitFor), () => `${args.join(' ')}: ${waitFor}; it showed:\n${textOf(screen)}`);
      if (keys === undefined) continue;
      fresh = '';
      pty.write(keys);
    }
    if (acts.length === 0) await exit;
    await settle(() => fresh.length);
    return textOf(screen);
  } finally {
    if (!ended) {
      pty.kill('SIGINT');
      await exit;
    }
    screen.dispose();
  }
}

function environment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|npm_(lifecycle|package)|NODE_OPTIONS$|NO_COLOR$|CI$|LC_)/.test(name));
  return { ...Object.fromEntries(inherited), HOME: join(place, 'home'), USER: 'learner', LANG: 'C.UTF-8', TERM: 'xterm-256color', BOYACKY_LAB_NAME: 'boyacky-lab' };
}

async function until(condition, what) {
  const deadline = Date.now() + patienceMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`the screen never showed ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Until the program has been quiet for a moment: a picture of a screen that is half drawn is of no use. */
async function settle(measure) {
  for (let before = -1; before !== measure(); ) {
    before = measure();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function matches(text, what) {
  return typeof what === 'string' ? text.includes(what) : what.test(text);
}

function plain(data) {
   
  return data.replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g, '').replace(/\r/g, '');
}

function textOf(screen) {
  const { active } = screen.buffer;
  const lines = Array.from({ length: rows }, (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '');
  while (lines.at(-1) === '') lines.pop();
  return lines.join('\n').replaceAll(join(place, 'work'), '~').replaceAll(place, '~');
}
