// Bundles the two programs (the command line and the sandbox) into dist/.
//
// The AWS SDK is bundled and everything else stays a dependency: a bundler keeps only the schemas and commands
// that are used, which makes the sandbox start in a fraction of the time and memory (client-ec2 alone has 823
// operations), and `npx boyacky-lab` needs not download the clients.
import { build } from 'esbuild';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

await rm('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { cli: 'src/cli/run.ts', sandbox: 'src/sandbox/main.ts' },
  outdir: 'dist',
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
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node12.22',
  plugins: [{ name: 'the program', setup: ({ onResolve }) => onResolve({ filter: /\/cli\/run\.js$/ }, () => ({ path: './cli.js', external: true })) }],
  legalComments: 'none',
  logLevel: 'warning',
});
await chmod('dist/bin.js', 0o755);
await writeFile('dist/THIRD-PARTY-NOTICES.txt', notices(Object.keys(metafile.inputs)));

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
