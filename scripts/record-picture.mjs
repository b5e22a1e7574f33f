// Draws docs/images/course.svg from a real run of the built program: `npm run build`, then `node scripts/record-picture.mjs`.
// Needs what the course needs: the ports 8080 and 8081 free, and a package registry (or a filled npm cache).
import { spawn } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const picture = join(root, 'docs', 'images', 'course.svg');
const args = ['start', '--yes', '--engine', 'practice', '--lang', 'en'];

/** What is shown, in the order in which it was said. Between two groups "⋮" stands for what is left out. */
const groups = [
  [/^boyacky-lab — /, /^ {2}target: /, /^ {2}engine: /],
  [/^1\. /, /^ {2}.* foundation\.create-stack$/, /\$ aws cloudformation create-stack/, /✔ done/],
  [/^4\. /, /^ {2}.* ecr\.immutable$/, /\$ docker push/, /✔ done/, /immutable/],
  [/^8\. /, /^ {2}.* service\.open$/, /✔ done/, /is open at http/],
  [/^9\. /, /^ {2}.* rollout\.watch$/, /✔ done/, /has started 1 tasks/, /has begun draining connections on 1 tasks/, /deployment completed\.$/],
  [/^Clean-up$/, /gone +service/, /gone +stack/, /gone +table/, /^Receipt: /],
];

const columns = 108;
const font = { size: 14, advance: 8.4, line: 20 };
const colours = { background: '#12161f', bar: '#1d2430', text: '#d7dde8', dim: '#8390a5', bold: '#ffffff', green: '#7ee787', red: '#ff8f87', yellow: '#f2cc60', cyan: '#79c0ff' };
const ofCode = { 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan' };

const shown = select((await record()).split('\n'));
mkdirSync(dirname(picture), { recursive: true });
writeFileSync(picture, draw([`\u001b[1m$ npm start -- ${args.slice(1).join(' ')}\u001b[22m`, ...shown]));
console.log(`${picture}: ${shown.length + 1} lines`);

/** Runs a copy of the built program, so that a build meanwhile does not pull it away; answers what it said, with its colours. */
async function record() {
  const place = mkdtempSync(join(tmpdir(), 'boyacky-lab-picture-'));
  try {
    for (const name of ['dist', 'lessons', 'templates', 'sample-app', 'package.json']) cpSync(join(root, name), join(place, 'package', name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(place, 'package', 'node_modules'));
    for (const name of ['home', 'work']) mkdirSync(join(place, name));
    const file = join(place, 'said.txt');
    // One file for both streams keeps their order.
    const said = openSync(file, 'a');
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|npm_(lifecycle|package)|NODE_OPTIONS$|NO_COLOR$)/.test(name));
    const child = spawn(process.execPath, [join(place, 'package', 'dist', 'bin.js'), ...args], {
      cwd: join(place, 'work'),
      env: { ...Object.fromEntries(inherited), HOME: join(place, 'home'), FORCE_COLOR: '1' },
      stdio: ['ignore', said, said],
    });
    const exitCode = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
    closeSync(said);
    const text = readFileSync(file, 'utf8');
    if (exitCode !== 0) throw new Error(`the course ended with exit code ${exitCode}:\n${text.split('\n').slice(-20).join('\n')}`);
    return text;
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

function select(lines) {
  const plain = lines.map((line) => line.replace(/\u001b\[[\d;]*m/g, ''));
  let at = -1;
  return groups.flatMap((group, index) => {
    const found = group.map((pattern) => {
      at = plain.findIndex((line, number) => number > at && pattern.test(line));
      if (at < 0) throw new Error(`the program no longer says ${pattern}: change the list in scripts/record-picture.mjs`);
      return lines[at];
    });
    return index === 0 ? found : ['\u001b[2m  ⋮\u001b[22m', ...found];
  });
}

function draw(lines) {
  const width = Math.round(columns * font.advance) + 32;
  const height = lines.length * font.line + 68;
  const rows = lines.map((line, row) => runsOf(line).map((run) => drawRun(run, 62 + row * font.line)).join(''));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">boyacky-lab from the first chapter to the receipt</title>
<desc id="description">Excerpt of a terminal: the stack is created, a push to an immutable tag is refused, the app is open through the load balancer, version 1.1 takes over from 1.0, and the clean-up's receipt says that nothing is left.</desc>
<rect width="${width}" height="${height}" rx="10" fill="${colours.background}"/>
<path d="M0 32V10a10 10 0 0 1 10-10h${width - 20}a10 10 0 0 1 10 10v22z" fill="${colours.bar}"/>
<circle cx="20" cy="16" r="6" fill="#ff5f57"/><circle cx="40" cy="16" r="6" fill="#febc2e"/><circle cx="60" cy="16" r="6" fill="#28c840"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="${font.size}" xml:space="preserve">
${rows.filter((row) => row !== '').join('\n')}
</g>
</svg>
`;
}

/** A line as runs of one style, each with its column; what is beyond the right edge is cut off. */
function runsOf(line) {
  const runs = [];
  const style = { bold: false, dim: false, colour: undefined };
  let column = 0;
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
    if (codes !== undefined) {
      for (const code of codes.split(';').map(Number)) apply(style, code);
      continue;
    }
    let text = '';
    const start = column;
    for (const character of part) {
      const wide = widthOf(character);
      if (column + wide > columns - 1) {
        if (!text.endsWith('…') && column < columns) text += '…';
        column = columns;
        break;
      }
      text += character;
      column += wide;
    }
    if (text.trim() !== '') runs.push({ text, start, width: Math.min(column, columns) - start, ...style });
  }
  return runs;
}

function apply(style, code) {
  if (code === 0) Object.assign(style, { bold: false, dim: false, colour: undefined });
  else if (code === 1) style.bold = true;
  else if (code === 2) style.dim = true;
  else if (code === 22) Object.assign(style, { bold: false, dim: false });
  else if (code === 39) style.colour = undefined;
  else if (code in ofCode) style.colour = ofCode[code];
}

function drawRun({ text, start, width, bold, dim, colour }, y) {
  // Spaces in front are a position, not text: not every viewer keeps them.
  const indent = /^ */.exec(text)[0].length;
  const drawn = text.slice(indent).trimEnd();
  const x = round(16 + (start + indent) * font.advance);
  const length = round((width - indent - (text.length - text.trimEnd().length)) * font.advance);
  const fill = colours[colour ?? (dim ? 'dim' : bold ? 'bold' : 'text')];
  const escaped = drawn.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<text x="${x}" y="${y}" fill="${fill}"${bold ? ' font-weight="bold"' : ''} textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped}</text>`;
}

/** Columns of a character: two for what East Asian terminals draw wide. */
function widthOf(character) {
  if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u.test(character) ? 2 : 1;
}

function round(number) {
  return Math.round(number * 10) / 10;
}
