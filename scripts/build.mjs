// Bundles the two programs (the command line and the sandbox) into dist/.
//
// The AWS SDK is bundled and everything else stays a dependency: a bundler keeps only the schemas and commands
// that are used, which makes the sandbox start in a fraction of the time and memory (client-ec2 alone has 823
// operations), and `npx boyacky-lab` needs not download the clients.
import { build } from 'esbuild';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

// Made beside and moved in file by file, what has not changed not at all: a program that runs from dist/ meanwhile (npm
// runs this as `prepare` for the first `npx boyacky-lab` of a clone) finds its parts at every moment.
const made = `dist.new-${process.pid}`;
const { metafile } = await build({
  entryPoints: { cli: 'src/cli/run.ts', sandbox: 'src/sandbox/main.ts' },
  outdir: made,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  mainFields: ['module', 'main'],
  conditions: ['module'],
  external: Object.keys(manifest.dependencies),
  define: { __VERSION__: JSON.stringify(manifest.version) },
  // Some of the bundled packages are CommonJS and call require().
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
// Apart from all else, so that a Node that is too old reads nothing but its one sentence.
await build({
  entryPoints: { bin: 'src/bin.ts' },
  outdir: made,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node12.22',
  plugins: [{ name: 'the program', setup: ({ onResolve }) => onResolve({ filter: /\/cli\/run\.js$/ }, () => ({ path: './cli.js', external: true })) }],
  legalComments: 'none',
  logLevel: 'warning',
});
await chmod(join(made, 'bin.js'), 0o755);
await writeFile(join(made, 'THIRD-PARTY-NOTICES.txt'), notices(Object.keys(metafile.inputs)));
await moveIn(made, 'dist');

/** Makes `to` hold what `from` holds, and nothing else; `from` is gone afterwards. */
async function moveIn(from, to) {
  // What is imported comes before what imports it: the chunks lie deeper than the programs.
  const wanted = (await filesBelow(from)).sort((a, b) => b.split(sep).length - a.split(sep).length);
  for (const name of wanted) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    if (!(await isSame(join(from, name), join(to, name)))) await rename(join(from, name), join(to, name));
  }
  for (const name of await filesBelow(to)) if (!wanted.includes(name)) await rm(join(to, name));
  await rm(from, { recursive: true, force: true });
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function isSame(one, other) {
  const [a, b] = await Promise.all([one, other].map((file) => readFile(file).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.equals(b);
}

/** Licences of everything that was bundled. */
function notices(inputs) {
  const folders = new Set(inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return `${name} ${version}\nLicence: ${license}\n\n${licenceText(folder)}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceText(folder) {
  for (const name of ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'license']) {
    try {
      return readFileSync(join(folder, name), 'utf8').trim();
    } catch {
      continue;
    }
  }
  return '(the package carries no licence file)';
}
