import type { Words } from '../../shared/words.js';
import { machineFacts, type DaemonFacts } from '../daemon-place.js';
import type { EngineErrorCode, EngineName } from '../engine.js';
import { EngineError } from '../engine.js';
import { installHint } from '../install-hint.js';
import { startHint } from '../start-hint.js';
import type { ProgramResult } from '../run-program.js';

/** First match wins: the particular stands before the general. Texts: docker 20.10 to 29 (with both of its image stores), podman 4 and 5. */
const RULES: readonly (readonly [RegExp, EngineErrorCode])[] = [
  // Not docker at all: what Docker Desktop puts in its place inside of WSL.
  [/could not be found in this WSL \d distro/i, 'wsl-integration'],
  [/client version \S+ is too (?:old|new)/i, 'client-version'],
  [/request returned (?:500 )?internal server error for api route/i, 'daemon-unreachable'],
  [/cannot connect to the docker daemon|is the docker daemon running|failed to connect to the docker api|error during connect|permission denied while trying to connect to the docker|cannot connect to podman|unable to connect to podman|cannot access containerd socket|instance "finch" (?:is )?(?:stopped|not running|nonexistent)/i, 'daemon-unreachable'],
  [/no space left on device|disk quota exceeded/i, 'disk-full'],
  [/proxyconnect|proxy authentication required|invalid proxy/i, 'proxy'],
  [/certificate has expired or is not yet valid/i, 'clock-skew'],
  [/x509: certificate signed by unknown authority|failed to verify certificate|certificate is not trusted/i, 'certificate'],
  [/server gave http response to https client/i, 'plain-http'],
  // Podman asks for a name where it has no login; there is nobody to answer.
  [/getting username and password: reading username/i, 'not-logged-in'],
  [/no subuid ranges found|insufficient uids or gids available/i, 'subuid'],
  [/short-name ".*" did not resolve/i, 'short-name'],
  [/invalid reference format|repository name .*must be (?:lowercase|canonical)|invalid tag "|not a valid repository\/tag/i, 'bad-reference'],
  [/requires (?:exactly|at least|at most) \d+ arguments?|requires \d+ arguments?/i, 'usage'],
  [/container name ".*" is already in use|name is already in use/i, 'name-in-use'],
  [/conflict: unable to (?:remove repository reference|delete)|image is in use by a container|image used by \S+: image is in use/i, 'image-in-use'],
  [/attestation is not supported for the docker driver/i, 'attestation-unsupported'],
  [/\[[0-9a-f:]+\]:\d+: (?:bind|connect): cannot assign requested address/i, 'no-ipv6'],
  [/port is already allocated|address already in use|ports are not available/i, 'port-allocated'],
  [/authorization token has expired/i, 'token-expired'],
  [/buildkit is enabled but the buildx component is missing/i, 'builder-missing'],
  [/no permission to read from|error (?:from sender|checking context): .*permission denied/i, 'context-unreadable'],
  [/is not authorized to perform/i, 'denied'],
  [/no basic auth credentials|authentication required|credentials not found in native keychain/i, 'not-logged-in'],
  [/error (?:getting|saving|storing|erasing|listing) credentials|docker-credential-\S+.*(?:not found|not installed)/i, 'credential-helper'],
  [/non[- ]tty device/i, 'no-terminal'],
  [/login attempt to \S+ failed with status: 400/i, 'login-refused'],
  [/tag invalid|cannot be overwritten because the (?:tag|repository) is immutable|unexpected status from put request to \S+\/manifests\/\S+ 400/i, 'tag-immutable'],
  [/name unknown|repository \S+ not found|the repository with name '.*' does not exist/i, 'repository-not-found'],
  [/dockerfile parse error|failed to (?:read|parse) dockerfile|unable to evaluate symlinks in dockerfile path|cannot locate specified dockerfile|dockerfile.*cannot be empty|file with no instructions|unknown (?:instruction|flag)|no build stage in current context|containerfile.*no such file/i, 'dockerfile'],
  [/failed to resolve source metadata for \S+: (?:\S+: )?not found/i, 'base-image-not-found'],
  [/toomanyrequests|too many requests|pull rate limit/i, 'rate-limited'],
  [/no matching manifest for|no match for platform|does not (?:match|provide) the (?:detected|specified|requested) (?:host )?platform|exec format error/i, 'wrong-architecture'],
  [/returned a non-zero code: 137|exit code: 137|signal: killed|cannot allocate memory|out of memory/i, 'out-of-memory'],
  [/returned a non-zero code|did not complete successfully|copy failed|add failed|failed to compute cache key|failed to calculate checksum|unable to prepare context/i, 'build-failed'],
  [/no such container|no container with (?:name or id|id or name)/i, 'container-not-found'],
  [/manifest unknown|manifest for \S+ not found|no such image|image not known|unable to find image|requested image not found|reference does not exist|tag does not exist|failed to resolve .*: not found|does not exist locally/i, 'image-not-found'],
  // A file or program of this machine that may not be opened is nothing of the registry's.
  [/(?<!permission )denied|unauthorized|forbidden|failed with status: 40[13]/i, 'denied'],
  [/no such host|i\/o timeout|network is unreachable|no route to host|context deadline exceeded|client\.timeout exceeded|tls handshake timeout|temporary failure in name resolution|server misbehaving/i, 'no-network'],
  [/connection refused|tls handshake|x509:|connection reset|broken pipe|eof$/i, 'registry-unreachable'],
];

/** Which of our codes the engine's words stand for. */
export function classify(text: string): EngineErrorCode {
  return RULES.find(([pattern]) => pattern.test(text))?.[1] ?? 'failed';
}

const stubWords = /^The command .* could not be found in this WSL.*$/im;

/** A build says no more than that an instruction failed: what npm wrote before it tells why. */
export function causeOfBuild(output: string): EngineErrorCode {
  return lockFileMissing.test(output) ? 'lock-file-missing' : 'build-failed';
}

const lockFileMissing = /can only install with an existing package-lock\.json/i;

/** The only place where a failed command becomes an {@link EngineError}. `facts`: where its daemon is. */
export function engineError(name: EngineName, result: ProgramResult, facts: DaemonFacts = machineFacts(process.env)): EngineError {
  if (result.interrupted) return new EngineError('interrupted', `${name} was interrupted`, { engine: name });
  if (result.startError === 'ENOENT')
    return new EngineError('cli-missing', `${name}: command not found`, { engine: name, hint: installHint(name) });
  if (result.timedOut)
    return new EngineError('daemon-unreachable', `${name} did not answer in time`, { engine: name, hint: startHint(name, '', facts) });

  // The stand-in for docker in WSL speaks on standard output.
  const message = lastWords(result.stderr) || lastWords(stubWords.exec(result.stdout)?.[0] ?? '') || result.startError || `${name} failed with exit code ${result.exitCode ?? 'unknown'}`;
  const known = classify(message) === 'failed' ? classify(result.stderr) : classify(message);
  const code = known === 'build-failed' ? causeOfBuild(`${result.stdout}\n${result.stderr}`) : known;
  return new EngineError(code, message, {
    engine: name,
    exitCode: result.exitCode,
    stderr: result.stderr,
    hint: hintFor(name, code, message, facts),
  });
}

/** Of all the lines on stderr, those that say what went wrong. */
export function lastWords(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^(?:Run 'docker .* --help'|See 'docker|WARNING!?:?|DEPRECATED:|Learn more at)/.test(line.trim()));
  const marked = lines.filter((line) => /^(?:docker: |ERROR: |Error: |Error response from daemon: |error during connect|failed to )/.test(line));
  return (marked.at(-1) ?? lines.at(-1) ?? '').trim();
}

function hintFor(name: EngineName, code: EngineErrorCode, message: string, facts: DaemonFacts): Words | undefined {
  switch (code) {
    case 'daemon-unreachable':
      return startHint(name, message, facts);
    case 'not-logged-in':
    case 'token-expired':
      return `aws ecr get-login-password | ${name} login --username AWS --password-stdin REGISTRY`;
    case 'plain-http':
      if (name !== 'podman') return undefined;
      return { ja: 'podman には、login、pull、push のたびに --tls-verify=false を付けます: podman push --tls-verify=false IMAGE', en: 'podman wants the option --tls-verify=false with login, pull and push: podman push --tls-verify=false IMAGE' };
    case 'disk-full':
      return { ja: `${name} system df で見てから: ${name} system prune`, en: `${name} system df, then: ${name} system prune` };
    case 'port-allocated':
      return { ja: `${name} container ls で使っているものを探して止めるか、このマシンの別のポートにします（-p 8081:8080）`, en: `${name} container ls shows who may have it: stop it, or give another port of this machine (-p 8081:8080)` };
    default:
      return undefined;
  }
}
