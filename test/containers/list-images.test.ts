import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCliEngine } from '../../src/containers/cli/cli-engine.js';
import { makeTempDir } from '../support/temp-dir.js';

const [named, nameless] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];

/** A docker client of 29: images without a name are in its list only when they are asked for. */
function installDocker(): string {
  const dir = makeTempDir();
  const images = [{ Id: named, RepoTags: ['boyacky/web-app:latest'] }, { Id: nameless }];
  writeFileSync(
    join(dir, 'docker'),
    `#!/bin/sh
case "$*" in
  'image ls '*dangling=true*) echo ${nameless};;
  'image ls '*) echo ${named};;
  'image inspect ${named} ${nameless}') echo '${JSON.stringify(images)}';;
esac
`,
  );
  chmodSync(join(dir, 'docker'), 0o700);
  return dir;
}

it('lists images without a name, too, also where the client leaves them out', async () => {
  const engine = createCliEngine({ program: 'docker', env: { PATH: `${installDocker()}:/usr/bin:/bin` } });
  for (const filter of [undefined, { label: 'boyacky-lab.workshop=boyacky' }]) expect((await engine.listImages(filter)).map(({ id }) => id)).toEqual([named, nameless]);
});
