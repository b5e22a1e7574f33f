import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerEngine, EngineErrorCode, Image, RunRequest } from '../engine.js';
import { EngineError } from '../engine.js';
import { commandLine } from './command-line.js';
import type { CliOptions } from './cli-session.js';
import { createCliSession } from './cli-session.js';
import { lendEnvironment } from './lend-environment.js';
import { mergeLogStreams } from './merge-log-streams.js';
import { parsePushedDigest } from './parse-pushed-digest.js';
import { optionsForRegistry, plainHttpOptions } from './plain-http.js';
import { readContainer } from './read-container.js';
import { readHistory } from './read-history.js';
import { readImage } from './read-image.js';
import { removePodmanImage } from './remove-podman-image.js';

/** What keeps an engine from asking the registry at all. */
const notAsked: ReadonlySet<EngineErrorCode> = new Set(['daemon-unreachable', 'wsl-integration', 'client-version', 'credential-helper', 'certificate', 'clock-skew', 'no-ipv6', 'disk-full', 'registry-unreachable', 'plain-http', 'no-network', 'proxy', 'rate-limited', 'interrupted']);

/**
 * A real container engine, spoken to through its command.
 *
 * `configDir` is used for the commands that need registry credentials only: the learner's own directory also
 * holds their contexts and plugins, which the others need.
 */
export function createCliEngine(options: CliOptions): ContainerEngine {
  const cli = createCliSession(options);
  const { program } = options;

  const inspectImage = async (reference: string): Promise<Image | undefined> =>
    (await cli.inspect(commandLine.inspectImages([reference]), 'image-not-found')).map(readImage)[0];

  const hostGateway = async (): Promise<string | undefined> => {
    // Desktop engines live in a virtual machine, whose way out ends on loopback; their answer is no address of ours.
    if (process.platform !== 'linux') return undefined;
    const { stdout } = await cli.run(commandLine.bridgeGateway(program));
    const words = stdout.trim().split(/\s+/);
    return words.find((address) => isIPv4(address)) ?? words.flatMap(firstAddress)[0];
  };

  /** Podman learned the word host-gateway with 4.7; what it means is known here. */
  const withAddresses = async (request: RunRequest): Promise<RunRequest> => {
    const hosts = Object.entries(request.addHosts ?? {});
    if (program !== 'podman' || !hosts.some(([, address]) => address === 'host-gateway')) return request;
    const gateway = (await hostGateway()) ?? 'host-gateway';
    return { ...request, addHosts: Object.fromEntries(hosts.map(([host, address]) => [host, address === 'host-gateway' ? gateway : address])) };
  };

  return {
    name: program,
    isolation: 'container',
    plainHttpOptions: plainHttpOptions(program),
    status: (signal) => cli.status(signal),
    hostGateway,

    async build(request) {
      return await withScratch(async (scratch) => {
        const idFile = request.tags[0] ? undefined : join(scratch, 'image-id');
        await cli.run(commandLine.build(request, idFile), {
          onLine: request.onOutput,
          signal: request.signal,
          long: true,
          // One push is one image: provenance would make it an index of two.
          env: { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' },
        });
        const reference = idFile ? (await readFile(idFile, 'utf8')).trim() : (request.tags[0] ?? '');
        const image = await inspectImage(reference);
        if (!image) throw new EngineError('build-failed', `the build ended well, but there is no image ${reference}`, { hint: { ja: `${program} buildx ls で別のビルダーにあるか見ます。docker buildx use default`, en: `${program} buildx ls shows whether another builder keeps it; docker buildx use default` } });
        return { imageId: image.id };
      });
    },

    inspectImage,
    async listImages(filter) {
      // From 29 on docker's list leaves out what has no name, unless that is asked for; -a would add every step of a build.
      const all = filter?.dangling === undefined && filter?.repository === undefined ? [filter, { ...filter, dangling: true }] : [filter];
      const ids: string[] = [];
      for (const each of all) ids.push(...lines((await cli.run(commandLine.listImageIds(each))).stdout));
      const unique = [...new Set(ids)];
      if (unique.length === 0) return [];
      return (await cli.inspect(commandLine.inspectImages(unique), 'image-not-found')).map(readImage);
    },
    history: async (reference) => readHistory((await cli.run(commandLine.history(reference))).stdout),
    async tag(source, target) {
      await cli.run(commandLine.tag(source, target));
    },
    async removeImage(reference, removal) {
      if (program === 'podman') return await removePodmanImage(cli, inspectImage, reference, removal?.force ?? false);
      await cli.run(commandLine.removeImage(reference, removal?.force), { forgive: 'image-not-found' });
    },

    async login({ registry, username, password }) {
      await cli.run(commandLine.login(registry, username, optionsForRegistry(program, registry)), { input: password, withCredentials: true });
    },
    async logout(registry) {
      await cli.run(commandLine.logout(registry), { withCredentials: true });
    },
    async isLoggedIn(registry, signal) {
      try {
        await cli.run(commandLine.tryLogin(registry, optionsForRegistry(program, registry)), { signal, withCredentials: true });
        return true;
      } catch (error) {
        // Its exit code says that the registry did not let it in; only where it never got there is the question open.
        if (!(error instanceof EngineError) || error.details.exitCode === undefined || notAsked.has(error.code)) throw error;
        return false;
      }
    },
    async push(reference, { onOutput, signal } = {}) {
      return await withScratch(async (scratch) => {
        // Podman prints no digest, and keeps another beside the image: of its layers before they were compressed.
        const digestFile = program === 'podman' ? join(scratch, 'digest') : undefined;
        const told = digestFile === undefined ? [] : ['--digestfile', digestFile];
        const { stdout } = await cli.run(commandLine.push(reference, [...optionsForRegistry(program, reference), ...told]), { onLine: onOutput, signal, withCredentials: true, long: true });
        const digest = digestFile === undefined ? parsePushedDigest(stdout, reference, await inspectImage(reference)) : (await readFile(digestFile, 'utf8')).trim();
        if (!digest) throw new EngineError('failed', `pushed ${reference}, but ${program} did not say its digest`);
        return { digest };
      });
    },
    async pull(reference, { onOutput, signal } = {}) {
      await cli.run(commandLine.pull(reference, optionsForRegistry(program, reference)), { onLine: onOutput, signal, withCredentials: true, long: true });
    },

    async run(request: RunRequest) {
      const { stdout } = await cli.run(commandLine.run(await withAddresses(request), optionsForRegistry(program, request.image)), {
        env: lendEnvironment(request.env),
        signal: request.signal,
        withCredentials: true,
        long: true,
      });
      return { containerId: lines(stdout).at(-1) ?? '' };
    },
    inspectContainer: async (id) => (await cli.inspect(commandLine.inspectContainers([id]), 'container-not-found')).map(readContainer)[0],
    async listContainers(filter) {
      const ids = lines((await cli.run(commandLine.listContainerIds(filter))).stdout);
      if (ids.length === 0) return [];
      return (await cli.inspect(commandLine.inspectContainers(ids), 'container-not-found')).map(readContainer);
    },
    exec: (id, argv) => cli.exec(commandLine.exec(id, argv)),
    async stop(id, { graceSeconds = 10, signal } = {}) {
      await cli.run(commandLine.stop(id, graceSeconds), { forgive: 'container-not-found', signal, extraMs: graceSeconds * 1000 });
    },
    async removeContainer(id, removal) {
      await cli.run(commandLine.removeContainer(id, removal?.force), { forgive: 'container-not-found' });
    },
    async logs(id, selection) {
      const { stdout, stderr } = await cli.run(commandLine.logs(id, selection?.tail));
      return mergeLogStreams(stdout, stderr);
    },
    followLogs: (id, onLine, signal) => cli.follow(commandLine.followLogs(id), onLine, signal),
    async wait(id, signal) {
      const { stdout } = await cli.run(commandLine.wait(id), { signal, long: true });
      return { exitCode: Number(lines(stdout).at(-1)) };
    },
  };
}

/** A folder for what a command is to write down; gone afterwards. */
async function withScratch<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'boyacky-lab-'));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * "172.17.0.1" of "172.17.0.0/16": a daemon that has never been restarted does not say the gateway of its bridge,
 * for which it takes the first address. https://github.com/moby/moby/issues/26799
 */
function firstAddress(subnet: string): string[] {
  const [, network, last] = /^(\d+\.\d+\.\d+)\.(\d+)\/\d+$/.exec(subnet) ?? [];
  return last === undefined ? [] : [`${network}.${Number(last) + 1}`];
}

function lines(output: string): string[] {
  return output.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
