import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory of its own, gone after the test. */
export async function makeTempDir(): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'practice-')));
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}

export async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

export const SERVER = `
import { createServer, get } from 'node:http';
const host = process.env.LISTEN_HOST;
const server = createServer((request, response) => {
  console.log(request.method + ' ' + request.url);
  if (request.url === '/env') return response.end(JSON.stringify(process.env));
  if (request.url === '/self') return fetch('http://localhost:8080/').then((r) => r.text()).then((text) => response.end('self: ' + text));
  if (request.url === '/host') return fetch('http://host.docker.internal:' + process.env.HOST_PORT + '/').then((r) => r.text()).then((text) => response.end('host: ' + text), (error) => response.end(String(error.cause)));
  if (request.url === '/metadata') return fetch('http://169.254.169.254/latest/').then((r) => r.text(), (error) => error.cause.code).then((text) => response.end(text));
  if (request.url === '/self-by-http') return get('http://localhost:8080/', (answer) => answer.pipe(response)).on('error', (error) => response.end(error.code));
  if (request.url === '/metadata-by-http') return get({ host: '169.254.169.254', path: '/latest/', timeout: 5000 }, (answer) => answer.pipe(response)).on('timeout', function () { this.destroy(new Error('timeout')); }).on('error', (error) => response.end(error.code ?? error.message));
  if (request.url === '/exit') process.exit(3);
  response.end('hello from ' + server.address().port);
});
server.listen(Number(process.env.PORT ?? 8080), ...(host ? [host] : []), () => console.log('listening on ' + server.address().port));
console.error('starting');
process.on('SIGTERM', () => { console.log('stopping'); if (!process.env.STUBBORN) server.close(() => process.exit(0)); });
`;

export const DOCKERFILE = `# a small app
FROM node:24-alpine
WORKDIR /app
COPY . .
ENV PORT=8080
EXPOSE 8080
CMD ["node", "server.js"]
`;

/** An app without packages: a server, its package.json and a Dockerfile. */
export async function writeApp(root: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  return writeFiles(root, {
    'package.json': JSON.stringify({ name: 'app', version: '1.0.0', type: 'module' }),
    'server.js': SERVER,
    Dockerfile: DOCKERFILE,
    ...more,
  });
}
