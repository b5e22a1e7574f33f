import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunRequest } from '../../../containers/engine.js';
import { option, toggle, type DockerCommand } from '../docker-command.js';
import type { ParsedArguments } from '../parse-arguments.js';
import { readPairs } from '../read-pairs.js';
import { readPort } from '../read-port.js';
import { refusePlatform } from '../refuse-platform.js';
import { ShimError, type ShimContext } from '../shim-context.js';
import { watchContainer } from '../watch-container.js';

/** `docker container run`: with -d in the background, without it until the program ends or Ctrl-C. */
export const containerRun: DockerCommand = {
  names: ['container run', 'run'],
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  about: { ja: 'イメージからコンテナを作って動かす', en: 'Make a container of an image and start it' },
  flags: [
    toggle('detach', 'd'),
    toggle('interactive', 'i'),
    toggle('tty', 't'),
    toggle('rm'),
    option('publish', 'p'),
    option('name'),
    option('env', 'e'),
    option('env-file'),
    option('label', 'l'),
    option('add-host'),
    option('entrypoint'),
    option('platform'),
  ],
  refusedFlags:
    'init volume|v mount network|net network-alias publish-all|P expose hostname|h user|u workdir|w memory|m memory-swap memory-reservation cpus cpu-shares|c cpuset-cpus restart privileged read-only cap-add cap-drop device gpus dns dns-search health-cmd no-healthcheck ip ipc isolation link log-driver log-opt pid pids-limit pull quiet|q runtime security-opt shm-size sig-proxy stop-signal stop-timeout storage-opt sysctl tmpfs ulimit userns uts volumes-from volume-driver attach|a cidfile detach-keys domainname group-add label-file mac-address oom-kill-disable oom-score-adj annotation cgroup-parent cgroupns blkio-weight',
  operands: { min: 1, max: Infinity },
  flagsFirst: true,
  run,
};

async function run(context: ShimContext, args: ParsedArguments): Promise<number> {
  const { engine, out } = context;
  refuseTerminal(args);
  await refusePlatform(context, args);
  const { containerId } = await engine.run(await readRequest(context, args));
  if (args.has('detach')) {
    out(`${containerId}\n`);
    return 0;
  }
  const exitCode = await watchContainer(context, containerId);
  if (args.has('rm')) await engine.removeContainer(containerId, { force: true });
  return exitCode;
}

function refuseTerminal(args: ParsedArguments): void {
  if (args.has('detach') && args.has('rm')) {
    throw new ShimError(
      {
        ja: '-d と --rm は、練習用エンジンでは一緒に使えません（終わったあとに消す係がいないためです）。 --rm なしで動かし、あとで docker container rm <ID> です。',
        en: 'The practice engine cannot do -d and --rm together: nobody would be there to remove it. Run it without --rm, and later: docker container rm <id>',
      },
      125,
    );
  }
  if (args.has('detach') || (!args.has('interactive') && !args.has('tty'))) return;
  throw new ShimError(
    {
      ja: '練習用エンジンのコンテナの中にターミナルはないので、-i と -t では動かせません。 docker container run -d -p 8080:8080 IMAGE で動かし、docker container exec -it <ID> /bin/sh で中を見てください。',
      en: 'There is no terminal inside a container of the practice engine, so -i and -t do not work. Run it with docker container run -d -p 8080:8080 IMAGE, and look inside with docker container exec -it <id> /bin/sh',
    },
    125,
  );
}

async function readRequest({ cwd, env, signal }: ShimContext, args: ParsedArguments): Promise<RunRequest> {
  const [image = '', ...command] = args.operands;
  const fromFiles = await Promise.all(args.values('env-file').map((file) => readEnvFile(resolve(cwd, file))));
  const entrypoint = args.value('entrypoint');
  return {
    image,
    name: args.value('name'),
    ports: args.values('publish').map(readPort),
    env: Object.assign({}, ...fromFiles.map((lines) => readVariables(lines, env)), readVariables(args.values('env'), env)) as Record<string, string>,
    labels: readPairs(args.values('label')),
    addHosts: Object.fromEntries(args.values('add-host').map((text) => splitHost(text))),
    command: command.length === 0 ? undefined : command,
    entrypoint: entrypoint === undefined || entrypoint === '' ? undefined : [entrypoint],
    signal,
  };
}

/** `-e NAME` alone hands over the variable of here, if there is one. */
function readVariables(texts: readonly string[], env: ShimContext['env']): Record<string, string> {
  const pairs = texts.map((text) => (text.includes('=') ? text : env[text] === undefined ? undefined : `${text}=${env[text]}`));
  return readPairs(pairs.filter((pair) => pair !== undefined));
}

async function readEnvFile(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new ShimError(`docker: open ${file}: ${error.message.replace(/^E\w+: /, '').replace(/, open .*/, '')}`, 125);
  });
  return text.split(/\r?\n/).map((line) => line.trimStart()).filter((line) => line !== '' && !line.startsWith('#'));
}

function splitHost(text: string): [string, string] {
  const at = text.search(/[:=]/);
  if (at < 1) throw new ShimError(`invalid argument "${text}" for "--add-host" flag: bad format for add-host: "${text}"`, 125);
  return [text.slice(0, at), text.slice(at + 1)];
}
