import { describe, expect, it } from 'vitest';
import { commandLine, isLentByEnvironment } from '../../src/containers/cli/command-line.js';
import { lendEnvironment } from '../../src/containers/cli/lend-environment.js';
import { parseReference, formatReference } from '../../src/containers/image-reference.js';

const TABLE: [string, string[], string][] = [
  ['build', commandLine.build({ contextDir: '/w/app', tags: ['boyacky/web-app', 'a:1'], labels: { owner: 'me' } }), 'image build -t boyacky/web-app -t a:1 --label owner=me /w/app'],
  ['build without a tag', commandLine.build({ contextDir: '/w', tags: [] }, '/tmp/id'), 'image build --iidfile /tmp/id /w'],
  ['run', commandLine.run({ image: 'boyacky/web-app', ports: [{ containerPort: 8080, hostPort: 8080 }] }), 'container run -d -p 8080:8080 boyacky/web-app'],
  ['run on a free port of one address', commandLine.run({ image: 'a', ports: [{ containerPort: 80, hostIp: '127.0.0.1' }] }), 'container run -d -p 127.0.0.1::80 a'],
  ['run on any free port', commandLine.run({ image: 'a', ports: [{ containerPort: 80 }] }), 'container run -d -p 80 a'],
  ['run on IPv6', commandLine.run({ image: 'a', ports: [{ containerPort: 80, hostPort: 81, hostIp: '::1' }] }), 'container run -d -p [::1]:81:80 a'],
  [
    'run with everything',
    commandLine.run({ image: 'a', name: 'n', env: { AWS_SECRET_ACCESS_KEY: 's3cret', PATH: '/bin' }, labels: { k: 'v' }, addHosts: { 'host.docker.internal': 'host-gateway' }, memoryMiB: 512, cpus: 0.25, entrypoint: ['node', '--enable-source-maps'], command: ['app.js', '-v'] }),
    'container run -d --name n -e AWS_SECRET_ACCESS_KEY -e PATH=/bin --label k=v --add-host host.docker.internal:host-gateway --memory 512m --cpus 0.25 --entrypoint node a --enable-source-maps app.js -v',
  ],
  ['inspect image', commandLine.inspectImages(['a', 'b']), 'image inspect a b'],
  ['list images', commandLine.listImageIds({ repository: 'boyacky/web-app', label: 'k=v', dangling: false }), 'image ls -q --no-trunc --filter label=k=v --filter dangling=false boyacky/web-app'],
  ['history', commandLine.history('a'), 'image history --no-trunc --human=false --format {{.Size}} {{json .CreatedBy}} a'],
  ['tag', commandLine.tag('a', 'h:5000/a:1'), 'image tag a h:5000/a:1'],
  ['remove image', commandLine.removeImage('a', true), 'image rm --force a'],
  ['login', commandLine.login('h:5000', 'AWS'), 'login --username AWS --password-stdin h:5000'],
  ['tryLogin', commandLine.tryLogin('h:5000'), 'login h:5000'],
  ['logout', commandLine.logout('h:5000'), 'logout h:5000'],
  ['push', commandLine.push('h:5000/a:1'), 'image push h:5000/a:1'],
  ['pull', commandLine.pull('h:5000/a:1'), 'image pull h:5000/a:1'],
  ['inspect container', commandLine.inspectContainers(['c']), 'container inspect c'],
  ['list containers', commandLine.listContainerIds({ label: 'k' }), 'container ls -a -q --no-trunc --filter label=k'],
  ['exec', commandLine.exec('c', ['ls', '-la', '/app']), 'container exec c ls -la /app'],
  ['stop', commandLine.stop('c', 2.5), 'container stop -t 3 c'],
  ['remove container', commandLine.removeContainer('c', true), 'container rm --volumes --force c'],
  ['logs', commandLine.logs('c', 20), 'container logs --timestamps --tail 20 c'],
  ['follow logs', commandLine.followLogs('c'), 'container logs --follow c'],
  ['wait', commandLine.wait('c'), 'container wait c'],
];

describe('what is typed', () => {
  it.each(TABLE)('%s', (_, argv, expected) => expect(argv.join(' ')).toBe(expected));

  it('never takes a name for an option', () => {
    expect(() => commandLine.removeImage('--all')).toThrow(/invalid reference format/);
    expect(() => commandLine.run({ image: '--privileged' })).toThrow(/invalid reference format/);
  });

  it('hands secrets over in the environment, but nothing that would change the command itself', () => {
    expect(lendEnvironment({ AWS_SECRET_ACCESS_KEY: 'x', DOCKER_HOST: 'y', HOME: '/z', PORT: '1' })).toEqual({ AWS_SECRET_ACCESS_KEY: 'x', PORT: '1' });
    expect(['PATH', 'HTTPS_PROXY', 'LD_PRELOAD', 'DOCKER_CONFIG', 'TMPDIR'].filter(isLentByEnvironment)).toEqual([]);
  });
});

describe('an image reference', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  it.each([
    ['app', { registry: undefined, repository: 'app', tag: undefined, digest: undefined }, 'app:latest'],
    ['boyacky/web-app:1.0', { registry: undefined, repository: 'boyacky/web-app', tag: '1.0', digest: undefined }, 'boyacky/web-app:1.0'],
    ['127.0.0.1:5000/boyacky/web-app', { registry: '127.0.0.1:5000', repository: 'boyacky/web-app', tag: undefined, digest: undefined }, '127.0.0.1:5000/boyacky/web-app:latest'],
    [`localhost/a@${digest}`, { registry: 'localhost', repository: 'a', tag: undefined, digest }, `localhost/a@${digest}`],
    [`123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/a:1@${digest}`, { registry: '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com', repository: 'a', tag: '1', digest }, `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/a@${digest}`],
  ])('%s', (text, parts, canonical) => {
    expect(parseReference(text)).toEqual(parts);
    expect(formatReference(parseReference(text))).toBe(canonical);
  });

  it.each(['', 'App', 'a:', 'a b', 'a@sha256:12', '../a', 'h:5000/', 'a//b', `a@${digest}@${digest}`, 'a:-x'])('%j is none', (text) => {
    expect(() => parseReference(text)).toThrow(/invalid reference format/);
  });
});
