import { execFileSync } from 'node:child_process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.js';

/** An address that no network of this machine has until it is raised: as the bridge of podman before its first container. */
const address = '10.254.77.1';
const ip = (...args: readonly string[]) => execFileSync('ip', args, { stdio: 'ignore' });

describe('a sandbox whose containers reach it on an address that is not there yet', () => {
  it('answers on it once it is', async () => {
    const lines: string[] = [];
    const sandbox = await startSandbox({ services: {}, log: (line) => lines.push(line) });
    onTestFinished(() => sandbox.stop());
    await sandbox.alsoListenOn(address);
    expect(lines.join('\n')).toContain(`not listening on ${address}`);

    ip('address', 'add', `${address}/32`, 'dev', 'lo');
    onTestFinished(() => void ip('address', 'del', `${address}/32`, 'dev', 'lo'));
    const { port } = new URL(sandbox.url);
    // Refused, for it does not go by that name: but somebody answers.
    await vi.waitFor(async () => expect((await fetch(`http://${address}:${port}/`)).status).toBe(403), 30_000);
  });
});
