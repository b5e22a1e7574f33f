import { describe, expect, it } from 'vitest';
import { allCommands } from '../../../src/cli/docker-shim/all-commands.js';
import { findCommand } from '../../../src/cli/docker-shim/find-command.js';
import { parseArguments } from '../../../src/cli/docker-shim/parse-arguments.js';
import { readPort } from '../../../src/cli/docker-shim/read-port.js';
import { ShimError } from '../../../src/cli/docker-shim/shim-context.js';

function parse(line: string) {
  const found = findCommand(line.split(' '));
  if (found === undefined) throw new Error(`${line}: no command`);
  const args = parseArguments(found.command, found.args);
  const flags: Record<string, unknown> = {};
  for (const { name, takesValue } of found.command.flags) {
    if (takesValue && args.values(name).length > 0) flags[name] = args.values(name);
    if (!takesValue && args.has(name)) flags[name] = true;
  }
  return { command: found.command.names[0], flags, operands: args.operands };
}

function refusal(line: string): ShimError {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof ShimError) return error;
    throw error;
  }
  throw new Error(`${line} was accepted`);
}

describe('a docker command line', () => {
  it.each([
    ['image build -t boyacky/web-app .', 'image build', { tag: ['boyacky/web-app'] }, ['.']],
    ['build --tag=a -t b -f Dockerfile.x -', 'image build', { tag: ['a', 'b'], file: ['Dockerfile.x'] }, ['-']],
    ['image ls boyacky/web-app', 'image ls', {}, ['boyacky/web-app']],
    ['images -aq', 'image ls', { all: true, quiet: true }, []],
    ['image ls --filter dangling=true', 'image ls', { filter: ['dangling=true'] }, []],
    ['container run -d -p 8080:8080 boyacky/web-app', 'container run', { detach: true, publish: ['8080:8080'] }, ['boyacky/web-app']],
    ['run -dp 8080:8080 x', 'container run', { detach: true, publish: ['8080:8080'] }, ['x']],
    ['run -dp8080:8080 --name=web -e A=1 -eB=2 x', 'container run', { detach: true, publish: ['8080:8080'], name: ['web'], env: ['A=1', 'B=2'] }, ['x']],
    ['run --detach=false x -d --name inside', 'container run', {}, ['x', '-d', '--name', 'inside']],
    ['container exec -it abc /bin/sh', 'container exec', { interactive: true, tty: true }, ['abc', '/bin/sh']],
    ['exec abc ls -al', 'container exec', {}, ['abc', 'ls', '-al']],
    ['ps -a', 'container ls', { all: true }, []],
    ['container rm -f a b', 'container rm', { force: true }, ['a', 'b']],
    ['rm a -f', 'container rm', { force: true }, ['a']],
    ['rm -- -f', 'container rm', {}, ['-f']],
    ['logs -f --tail 5 abc', 'container logs', { follow: true, tail: ['5'] }, ['abc']],
    ['login --username AWS --password-stdin 127.0.0.1:1', 'login', { username: ['AWS'], 'password-stdin': true }, ['127.0.0.1:1']],
    ['tag a b', 'image tag', {}, ['a', 'b']],
  ])('%s', (line, command, flags, operands) => {
    expect(parse(line)).toEqual({ command, flags, operands });
  });

  it.each([
    ['volume ls', 1, 'docker volume is not supported by the practice engine'],
    ['compose up', 1, 'docker compose is not supported'],
    ['container cp a b', 1, 'docker container cp is not supported'],
    ['image save x', 1, 'docker image save is not supported'],
    ['system prune', 1, 'docker system prune is not supported'],
    ['-H tcp://x ps', 125, 'docker -H is not supported'],
    ['run -v /a:/b x', 125, 'docker container run --volume is not supported'],
    ['run --network=host x', 125, 'docker container run --network is not supported'],
    ['image build --no-cache .', 125, 'docker image build --no-cache is not supported'],
  ])('%s is known, and refused by name', (line, exitCode, words) => {
    const error = refusal(line);
    expect(error.message).toContain(words);
    expect(error.exitCode).toBe(exitCode);
    expect(error.words).toMatchObject({ ja: expect.stringContaining('練習用エンジン') });
  });

  it.each([
    ['imagine ls', 1, 'docker: unknown command: docker imagine'],
    ['image lst', 1, 'docker: unknown command: docker image lst'],
    ['ps --al', 125, 'unknown flag: --al'],
    ['ps -az', 125, "unknown shorthand flag: 'z' in -az"],
    ['run -d -p', 125, "flag needs an argument: 'p' in -p"],
    ['run --name', 125, 'flag needs an argument: --name'],
    ['tag a', 1, "'docker image tag' requires 2 arguments"],
    ['image build', 1, "'docker image build' requires 1 argument"],
    ['ps x', 1, "'docker container ls' accepts no arguments"],
    ['ps --all=maybe', 125, 'invalid argument "maybe" for "--all" flag'],
  ])('%s is a mistake', (line, exitCode, words) => {
    const error = refusal(line);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('not supported');
    expect(error.exitCode).toBe(exitCode);
  });

  it('has no flag that is both there and refused, and no name twice', () => {
    const names = allCommands.flatMap((command) => command.names);
    expect(names).toEqual([...new Set(names)]);
    for (const { names: [name], flags, refusedFlags = '' } of allCommands) {
      const refused = refusedFlags.split(' ').flatMap((each) => each.split('|'));
      const there = flags.flatMap((flag) => [flag.name, ...(flag.short === undefined ? [] : [flag.short])]);
      expect(there.filter((each) => refused.includes(each)), name).toEqual([]);
    }
  });
});

describe('-p', () => {
  it.each([
    ['8080:8080', { containerPort: 8080, hostPort: 8080, hostIp: undefined }],
    ['8081:8080/tcp', { containerPort: 8080, hostPort: 8081, hostIp: undefined }],
    ['127.0.0.1:8081:8080', { containerPort: 8080, hostPort: 8081, hostIp: '127.0.0.1' }],
    ['[::1]:8081:8080', { containerPort: 8080, hostPort: 8081, hostIp: '::1' }],
    ['127.0.0.1::8080', { containerPort: 8080, hostPort: undefined, hostIp: '127.0.0.1' }],
    ['8080', { containerPort: 8080, hostPort: undefined, hostIp: undefined }],
  ])('%s', (text, port) => {
    expect(readPort(text)).toEqual(port);
  });

  it.each([['8080:8080/udp', 'udp is not supported'], ['80-90:80-90', 'a range of ports is not supported'], ['a:b', 'invalid publish value'], ['99999:80', 'invalid hostPort'], ['80:0', 'invalid containerPort']])('%s is refused', (text, words) => {
    expect(() => readPort(text)).toThrow(words);
  });
});
