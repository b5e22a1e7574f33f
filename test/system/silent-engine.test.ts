import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTempDir } from '../support/temp-dir.js';
import { makeWorkshopFolder } from './workshop-folder.js';

const stub = `printf "\\nThe command 'docker' could not be found in this WSL 2 distro.\\nWe recommend to activate the WSL integration in Docker Desktop settings.\\n"; exit 1`;
const colima = `if [ "$1" = context ]; then echo 'colima unix:///home/me/.colima/default/docker.sock'; exit 0; fi
echo 'Cannot connect to the Docker daemon at unix:///home/me/.colima/default/docker.sock. Is the docker daemon running?' >&2; exit 1`;

/** A PATH without any engine of this machine, but with this docker. */
function pathWith(docker: string): string {
  const dir = join(makeTempDir(), 'bin');
  mkdirSync(dir);
  symlinkSync(process.execPath, join(dir, 'node'));
  writeFileSync(join(dir, 'docker'), `#!/bin/sh\n${docker}\n`);
  chmodSync(join(dir, 'docker'), 0o755);
  return dir;
}

/** Broken for the screen, it is still one sentence. */
const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('a docker that is here and does not answer', () => {
  it.each([
    ['the stub of WSL', stub, "(The command 'docker' could not be found in this WSL 2 distro.)", 'WSL integration'],
    ['colima that is not started', colima, '(Cannot connect to the Docker daemon at unix:///home/me/.colima/default/docker.sock. Is the docker daemon running?)', 'To use docker: colima start;'],
  ])('is named by start, doctor and the refusals before practice takes its place: %s', async (_, docker, words, wake) => {
    const folder = makeWorkshopFolder({ env: { PATH: pathWith(docker) } });
    const refused = await folder.run(['start', '--yes', '--target', 'aws', '--lang', 'en']);
    expect(refused.exitCode).toBe(3);
    expect(flat(refused.stderr)).toContain(words);

    const begun = await folder.run(['start', '--yes', '--until', 'foundation.tools', '--target', 'sandbox', '--lang', 'en']);
    expect(begun.exitCode, begun.stderr).toBe(0);
    const doctor = await folder.run(['doctor', '--lang', 'en']);
    for (const said of [begun.stderr, doctor.stdout].map(flat)) {
      expect(said).toContain(`docker is here, but does not answer ${words}, so practice is used in its place`);
      expect(said).toContain(wake);
      expect(said).toContain('boyacky-lab start --engine docker');
      expect(said).not.toContain('sudo systemctl');
    }

    const byName = await folder.run(['start', '--yes', '--engine', 'docker', '--lang', 'en']);
    expect(byName.exitCode).toBe(3);
    expect(flat(byName.stderr)).toContain(words.slice(1, -1));
  });
});
