import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const serverFile = fileURLToPath(new URL('../src/server.js', import.meta.url));

async function findFreePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

test('the server starts without credentials, answers, and stops on SIGTERM', async (t) => {
  const port = await findFreePort();
  const child = spawn(process.execPath, [serverFile], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));

  const [firstLine] = await once(createInterface({ input: child.stdout }), 'line');
  assert.match(firstLine, new RegExp(`^Boyacky \\d+\\.\\d+ listening on http://0\\.0\\.0\\.0:${port}$`));

  const answer = await fetch(`http://127.0.0.1:${port}/`);
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /CredentialsProviderError/);

  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});

test('a PORT that is no port is refused with a word of help', async () => {
  const child = spawn(process.execPath, [serverFile], {
    env: { PATH: process.env.PATH, PORT: 'eighty' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(complaint, /PORT must be a number from 0 to 65535, not "eighty"/);
});
