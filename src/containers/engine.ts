import type { Words } from '../shared/words.js';

/**
 * The one contract between the tutor (and the sandbox's Fargate runtime) and whatever runs containers.
 *
 * Two families implement it: the real CLIs (`docker`, `podman`, `finch`, `nerdctl`) and `practice`, which
 * builds and runs real OCI images as host processes where there is no engine. Every method that can fail for
 * a reason outside this program rejects with an {@link EngineError}.
 */
export type EngineName = 'docker' | 'podman' | 'finch' | 'nerdctl' | 'practice';

export interface EngineStatus {
  readonly available: boolean;
  /** e.g. "28.2.2"; undefined when the engine did not answer. */
  readonly version?: string;
  /** CPU architecture in OCI terms ("amd64", "arm64") of the images it builds and runs. */
  readonly architecture?: string;
  /** Why it is not available, in the engine's own words. */
  readonly reason?: string;
  /** What those words stand for. */
  readonly code?: EngineErrorCode;
  /** Which half is missing: no CLI on the PATH, or a CLI that cannot reach its daemon. */
  readonly missing?: 'cli' | 'daemon';
  /** What to type then. */
  readonly hint?: Words;
  /** It runs as a user: its containers do not find this machine unless it was set up for that. */
  readonly rootless?: boolean;
}

export interface BuildRequest {
  /** Absolute path of the build context; its Dockerfile and .dockerignore are used. */
  readonly contextDir: string;
  /** Absolute path of another Dockerfile (`--file`), inside of the context or not. */
  readonly dockerfile?: string;
  readonly tags: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Each line of the build's progress, as the engine prints it. */
  readonly onOutput?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface ImageConfig {
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workingDir: string;
  /** e.g. ["8080/tcp"] */
  readonly exposedPorts: readonly string[];
  readonly user: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Image {
  /** "sha256:…" of the image configuration; in docker's containerd store that of the index above it, another one with every build. */
  readonly id: string;
  /** "repository:tag" for every tag that points at it. */
  readonly tags: readonly string[];
  /** "repository@sha256:…" once it was pushed or pulled. */
  readonly digests: readonly string[];
  readonly sizeBytes: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly os: string;
  readonly architecture: string;
  /** "sha256:…" of each layer, unpacked, the base's first: the files, whatever stands above them. */
  readonly layers: readonly string[];
  /** ISO 8601: when a build or a tag last gave it its name. Only docker says so. */
  readonly taggedAt?: string;
  readonly config: ImageConfig;
}

export interface PortBinding {
  /** Port inside the container (TCP). */
  readonly containerPort: number;
  /** Port on this machine; undefined asks for any free one. */
  readonly hostPort?: number;
  /** Address on this machine; undefined is the engine's default (docker: every interface). */
  readonly hostIp?: string;
}

export interface RunRequest {
  readonly image: string;
  readonly name?: string;
  readonly ports?: readonly PortBinding[];
  readonly env?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** host name → address, e.g. { "host.docker.internal": "host-gateway" } */
  readonly addHosts?: Readonly<Record<string, string>>;
  /** Replaces the image's CMD. */
  readonly command?: readonly string[];
  /** Replaces the image's ENTRYPOINT (first element is the program). */
  readonly entrypoint?: readonly string[];
  /** In the network of the daemon's machine itself; default: one of its own. */
  readonly network?: 'host';
  readonly memoryMiB?: number;
  readonly cpus?: number;
  readonly signal?: AbortSignal;
}

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'dead';

export interface Container {
  readonly id: string;
  readonly name: string;
  /** The reference it was run from. */
  readonly image: string;
  /** "sha256:…" of the image configuration. */
  readonly imageId: string;
  /** What runs in it, entry point and all. Only the practice engine says so. */
  readonly command?: readonly string[];
  readonly state: ContainerState;
  readonly exitCode?: number;
  readonly outOfMemory: boolean;
  /** The engine's own error, e.g. "…port is already allocated" for a container that could not start. */
  readonly error?: string;
  /** What was asked for with -p. `hostPort` is filled in with the real one while running. */
  readonly ports: readonly PortBinding[];
  readonly labels: Readonly<Record<string, string>>;
  /** ISO 8601 */
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ImageLayer {
  readonly createdBy: string;
  readonly sizeBytes: number;
}

export interface ContainerEngine {
  readonly name: EngineName;
  /** "container": a real one. "process": runs on the host, isolates nothing, and every screen says so. */
  readonly isolation: 'container' | 'process';
  /** What its login, push and pull have to be told to speak plain HTTP with a registry on this machine; usually nothing. */
  readonly plainHttpOptions?: readonly string[];

  status(signal?: AbortSignal): Promise<EngineStatus>;
  build(request: BuildRequest): Promise<{ readonly imageId: string }>;
  /** undefined when there is no such image here. */
  inspectImage(reference: string): Promise<Image | undefined>;
  /** Newest first. `repository` narrows to "name" or "host/name"; `label` to "key" or "key=value". */
  listImages(filter?: { repository?: string; label?: string; dangling?: boolean }): Promise<readonly Image[]>;
  /** Newest layer first, as `docker image history` shows it. */
  history(reference: string): Promise<readonly ImageLayer[]>;
  tag(source: string, target: string): Promise<void>;
  /** Does nothing when the image is not there. */
  removeImage(reference: string, options?: { force?: boolean }): Promise<void>;

  /** The password goes by standard input and is neither logged nor kept by this program. */
  login(request: { registry: string; username: string; password: string }): Promise<void>;
  logout(registry: string): Promise<void>;
  /** Whether the registry takes the login that is kept for it. The registry is asked, and nothing is changed there. */
  isLoggedIn(registry: string, signal?: AbortSignal): Promise<boolean>;
  push(reference: string, options?: { onOutput?: (line: string) => void; signal?: AbortSignal }): Promise<{ readonly digest: string }>;
  pull(reference: string, options?: { onOutput?: (line: string) => void; signal?: AbortSignal }): Promise<void>;

  /** Detached. When it cannot start (port taken …) the created container stays, as with `docker run -d`. */
  run(request: RunRequest): Promise<{ readonly containerId: string }>;
  /** undefined when there is no such container. */
  inspectContainer(id: string): Promise<Container | undefined>;
  /** Newest first, stopped ones too. */
  listContainers(filter?: { label?: string }): Promise<readonly Container[]>;
  exec(id: string, argv: readonly string[]): Promise<ExecResult>;
  /** SIGTERM, then SIGKILL after `graceSeconds` (default 10). Does nothing when it is not running or not there. */
  stop(id: string, options?: { graceSeconds?: number; signal?: AbortSignal }): Promise<void>;
  /** Does nothing when it is not there. */
  removeContainer(id: string, options?: { force?: boolean }): Promise<void>;
  /** The whole output so far, stdout and stderr interleaved, oldest first. `tail` keeps the last n lines. */
  logs(id: string, options?: { tail?: number }): Promise<string>;
  /** Calls `onLine` for each line from the start until the container ends or `signal` aborts; then resolves. */
  followLogs(id: string, onLine: (line: string) => void, signal?: AbortSignal): Promise<void>;
  /**
   * The address of this machine that a container reaches as host-gateway, where that is an address of its own
   * (the bridge on Linux). undefined: containers come out on loopback, or there is nothing to come out of.
   */
  hostGateway(): Promise<string | undefined>;
  /** Resolves when the container has ended. */
  wait(id: string, signal?: AbortSignal): Promise<{ readonly exitCode: number }>;
}

export type EngineErrorCode =
  | 'cli-missing'
  | 'daemon-unreachable'
  | 'wsl-integration'
  | 'client-version'
  | 'dockerfile'
  | 'build-failed'
  | 'lock-file-missing'
  | 'builder-missing'
  | 'attestation-unsupported'
  | 'context-unreadable'
  | 'base-image-not-found'
  | 'image-not-found'
  | 'image-in-use'
  | 'container-not-found'
  | 'name-in-use'
  | 'port-allocated'
  | 'not-logged-in'
  | 'login-refused'
  | 'no-terminal'
  | 'credential-helper'
  | 'token-expired'
  | 'denied'
  | 'repository-not-found'
  | 'tag-immutable'
  | 'registry-unreachable'
  /** The registry speaks plain HTTP, and the engine was not told that it may. */
  | 'plain-http'
  | 'no-network'
  | 'no-ipv6'
  | 'proxy'
  | 'certificate'
  | 'clock-skew'
  | 'short-name'
  | 'subuid'
  | 'bad-reference'
  | 'usage'
  | 'npm-failed'
  | 'npm-certificate'
  | 'npm-no-network'
  | 'rate-limited'
  | 'wrong-architecture'
  | 'out-of-memory'
  | 'disk-full'
  | 'unsupported'
  | 'interrupted'
  | 'failed';

/** What the engine refused: `message` in the engine's own words, `code` for the program to act on. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    /** `engine`: whose command it was; hints are for that one. */
    readonly details: { engine?: EngineName; exitCode?: number; stderr?: string; hint?: Words; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
  }
}
