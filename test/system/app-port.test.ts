import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { usualPorts } from '../../src/workshop/local-ports.js';
import { makeWorkshopFolder } from './workshop-folder.js';

/** A program of somebody else's on the ports that Boyacky would take. */
async function takeUsualPorts(): Promise<void> {
  for (const port of [usualPorts.app, usualPorts.second]) {
    const server = createServer((_, response) => response.end('somebody else'));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  }
}

describe('--app-port', { timeout: 300_000 }, () => {
  it('takes the course past ports that another program has, and is kept', async () => {
    await takeUsualPorts();
    const folder = makeWorkshopFolder();
    const refused = await folder.run(['start', '--yes', '--engine', 'practice', '--lang', 'en', '--until', 'local.run']);
    expect(refused.exitCode, refused.stderr).not.toBe(0);
    expect(refused.stderr).toContain('boyacky-lab start --app-port 9080');
    const begun = await folder.run(['start', '--yes', '--app-port', '9080', '--until', 'image.stop']);
    expect(begun.exitCode, begun.stderr).toBe(0);
    expect(begun.stderr).toContain('http://localhost:9080');
    expect(JSON.parse(readFileSync(join(folder.root, '.boyacky-lab', 'progress.json'), 'utf8'))).toMatchObject({ appPort: 9080 });
    const { stdout } = await folder.run(['hint', 'image.run-8081', '--level', '9']);
    expect(stdout).toContain('-p 9081:8080');
    const { stdout: doctor } = await folder.run(['doctor']);
    expect(doctor).toContain('port 9080: free');
    const cleaned = await folder.run(['cleanup', '--yes']);
    expect([cleaned.exitCode, /, 0 left/.test(cleaned.stdout + cleaned.stderr)]).toEqual([0, true]);
  });

  it.each(['80', '70000', '80a80', '65535'])('refuses %s, and makes nothing', async (port) => {
    const folder = makeWorkshopFolder();
    const { exitCode, stderr } = await folder.run(['start', '--yes', '--engine', 'practice', '--app-port', port]);
    expect([exitCode, stderr.includes(`${port} is no port that can be used`)]).toEqual([2, true]);
    expect(folder.endpoint()).toBeUndefined();
  });
});
