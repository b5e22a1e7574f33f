import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerEngine, EngineName } from '../containers/engine.js';
import type { SilentEngine } from '../containers/look-for-engines.js';
import { systemClock } from '../shared/clock.js';
import { ownProgram, packageRoot } from '../shared/package-root.js';
import { acquireLock } from '../shared/process-lock.js';
import { ExitCode, UserError } from '../shared/user-error.js';
import { loadCourse } from '../workshop/course.js';
import { thisMachine } from '../workshop/doctor/check-machine.js';
import { findOwnPorts } from '../workshop/doctor/own-ports.js';
import { layNpmGuard } from '../workshop/npm-guard.js';
import { localPortsFrom, portWords, usualPorts } from '../workshop/local-ports.js';
import { openLedger, type Ledger, type LedgerLine } from '../workshop/ledger.js';
import { openProgress, readProgress, type Progress } from '../workshop/progress.js';
import { silentWords, wakeWords } from '../workshop/silent-engine.js';
import { allSteps } from '../workshop/steps/all-steps.js';
import type { Course, StepContext, Target } from '../workshop/types.js';
import { fetchThroughProxy } from '../web/through-proxy.js';
import { createWeb } from '../web/web.js';
import { findWorkspace, openWorkspace, type Assets, type Workspace } from '../workshop/workspace.js';
import { noteWorkspace } from './as-typed.js';
import { credentialSource, onlyThisSource } from './credential-source.js';
import { noteEngine } from './engine-words.js';
import type { Terminal } from './io/terminal.js';
import { keepWay, wayWords } from './keep-way.js';
import { clientEnvironment, ensureSandbox, findRegistryWay, findSandbox, tellRegistryWay, type SandboxEndpoint, type SandboxSettings } from './sandbox-process.js';
import { stepLine } from './render/step-line.js';
import { refuseMove, settle, type SettingFlags, type Settings } from './settings.js';

/** A workspace that is open in this process, wired to nothing outside yet. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly progress: Progress;
  readonly ledger: Ledger;
  readonly settings: Settings;
  close(): void;
}

/** Everything a command works with. */
export interface Session extends OpenWorkspace {
  readonly course: Course;
  readonly context: StepContext;
  readonly sandbox?: SandboxEndpoint;
  /** Engines that are here and were passed over, because they do not answer. */
  readonly silent?: readonly SilentEngine[];
}

export function assets(): Assets {
  const root = packageRoot();
  return { lessons: join(root, 'lessons', 'boyacky'), templates: join(root, 'templates'), sampleApp: join(root, 'sample-app') };
}

/** `ports`: those that the lessons are to name. */
export function readCourse(ports = usualPorts): Course {
  return loadCourse(assets().lessons, allSteps, portWords(ports));
}

/** The workspace that a command without a folder means; exits 3 with what to type when there is none. */
export function requireWorkspace(from: string): string {
  const root = findWorkspace(from);
  if (root !== undefined) return root;
  throw new UserError('no-workspace', { ja: 'ここには、まだワークスペースがありません', en: 'There is no workshop here yet' }, {
    why: { ja: `${from} もその上のフォルダーもワークスペースではなく、./boyacky-workshop もありません。`, en: `Neither ${from} nor a folder above it is a workspace, and there is no ./boyacky-workshop.` },
    next: 'boyacky-lab start',
    exitCode: ExitCode.environment,
  });
}

/** `changes`: refuse while another boyacky-lab works in the same folder, and keep what this one notes. */
export function openFolder(root: string, flags: SettingFlags, { changes }: { changes: boolean }): OpenWorkspace {
  const workspace = openWorkspace(root, assets());
  noteWorkspace(root);
  const lock = changes ? lockWorkspace(workspace) : undefined;
  try {
    const known = readProgress(workspace.files.progress);
    const settings = settle(flags, known, process.env);
    const { language, ...rest } = settings;
    const progress = openProgress(workspace.files.progress, { ...rest, language }, { keep: changes });
    const ledger = openLedger(workspace.files.ledger, () => placeOf(progress), systemClock);
    if (known !== undefined) refuseMove(settings, known, ledger.open().some(({ where }) => where !== undefined));
    if (changes) layNpmGuard(workspace, ownProgram(), language);
    return { workspace, progress, ledger, settings, close: () => lock?.release() };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function placeOf({ state }: Progress): string | undefined {
  return state.account === undefined ? undefined : `${state.account}/${state.region}`;
}

/** What the ledgers of labs before this one hold, as far as they were in the account that this workspace works in. */
export function archivedHere({ ledger, progress }: Pick<OpenWorkspace, 'ledger' | 'progress'>): readonly LedgerLine[] {
  const { account } = progress.state;
  return account === undefined ? [] : ledger.archived(account);
}

function lockWorkspace(workspace: Workspace) {
  const lock = acquireLock(workspace.files.lock);
  if (!('heldBy' in lock)) return lock;
  throw new UserError('workspace-busy', { ja: `別の boyacky-lab が ${workspace.root} で動いています（プロセス ${lock.heldBy.pid}）`, en: `Another boyacky-lab is at work in ${workspace.root} (process ${lock.heldBy.pid})` }, {
    why: { ja: '1 つのフォルダーで 2 つ動くと、何もかも二重に作ってしまいます。', en: 'Two programs on one workspace would make everything twice.' },
    next: { ja: '先にもう一方を終えるか（そちらで Ctrl-C）、別のフォルダーで: boyacky-lab start another-folder', en: 'finish the other one first (Ctrl-C there), or: boyacky-lab start another-folder' },
    exitCode: ExitCode.environment,
  });
}

/** Wires an open workspace to its target and its engine; `startSandbox` starts the sandbox when it does not run. */
export async function connect(open: OpenWorkspace, terminal: Terminal, signal: AbortSignal, { startSandbox }: { startSandbox: boolean }): Promise<Session> {
  const { workspace, progress, ledger, settings } = open;
  const [{ createNpmLocalApp }, { createAws }] = await Promise.all([import('../containers/npm-local-app.js'), import('../aws/aws.js')]);
  const silent: SilentEngine[] = [];
  const engine = await findEngine(open, signal, (each) => silent.push(each));
  if (engine.isolation === 'process' && settings.target === 'aws' && settings.endpointUrl === undefined) throw practiceOnAws(silent[0]);
  const sandbox = settings.target === 'sandbox' ? await reachSandbox(open, engine.name, signal, startSandbox) : undefined;
  const findWay = async () => (sandbox === undefined ? undefined : await findRegistryWay(sandbox, signal));
  if (startSandbox && engine.isolation === 'container') {
    const words = wayWords(await findWay());
    if (words !== undefined) terminal.say(words);
  }
  const target = describeTarget(settings, sandbox);
  const isPlain = sandbox !== undefined || (settings.endpointUrl?.startsWith('http:') ?? false);
  noteEngine({ name: engine.name, registryOptions: isPlain ? (engine.plainHttpOptions ?? []) : [] });
  const aws = createAws(clientConfig(settings, sandbox));
  const context: StepContext = {
    target,
    aws,
    engine: sandbox === undefined ? engine : keepWay(engine, findWay),
    app: createNpmLocalApp(workspace.files.localApp, workspace.appDir, process.env),
    web: createWeb(),
    workspace,
    ports: localPortsFrom(settings.appPort),
    ledger,
    progress,
    clock: systemClock,
    signal,
    owner: settings.owner,
    language: terminal.language,
    say: (line) => terminal.say(stepLine(line, terminal.language)),
  };
  return { ...open, course: readCourse(context.ports), context, sandbox, silent };
}

/** The engine that the settings ask for; rejects with `EngineError` when it cannot be used. */
export async function findEngine({ workspace, settings }: OpenWorkspace, signal: AbortSignal, onSilent?: (engine: SilentEngine) => void): Promise<ContainerEngine> {
  const { chooseEngine } = await import('../containers/choose-engine.js');
  return await chooseEngine({ choice: settings.engine, practiceDir: workspace.files.practiceDir, env: process.env, signal, onSilent });
}

/** The practice engine of a workspace by itself: what the docker of our shell talks to. */
export async function openPracticeEngine(practiceDir: string, signal: AbortSignal): Promise<ContainerEngine> {
  const { chooseEngine } = await import('../containers/choose-engine.js');
  return await chooseEngine({ choice: 'practice', practiceDir, env: process.env, signal });
}

/** What the doctor looks at: no workspace is made, no sandbox started, nothing written. */
export async function lookAround(options: SettingFlags & { readonly workspace?: string }, signal: AbortSignal) {
  const root = findWorkspace(options.workspace ?? process.cwd());
  const open = root === undefined ? undefined : openFolder(root, options, { changes: false });
  const settings = open?.settings ?? settle(options, undefined, process.env);
  const [{ createNpmLocalApp }, { lookAtEngine }] = await Promise.all([import('../containers/npm-local-app.js'), import('../containers/look-at-engine.js')]);
  const app = createNpmLocalApp(open?.workspace.files.localApp ?? join(process.cwd(), 'none.json'), open?.workspace.appDir ?? process.cwd(), process.env);
  const practiceDir = open?.workspace.files.practiceDir ?? join(tmpdir(), 'boyacky-lab-practice');
  const { name, status, engine, others } = await lookAtEngine({ choice: settings.engine, practiceDir, env: process.env, signal });
  const sandbox = open === undefined || settings.target === 'aws' ? undefined : findSandbox(open.workspace.files.sandboxDir);
  // A sandbox that was started with another engine has nothing to tell of this one.
  const registryWay = sandbox?.engine === name && engine?.isolation === 'container' ? () => tellRegistryWay(sandbox, signal) : undefined;
  const reachable = settings.target === 'aws' || sandbox !== undefined;
  return {
    settings,
    machine: thisMachine(root ?? process.cwd(), app),
    engine: { name, status, engine, others, registryWay, forAws: settings.target === 'aws' && settings.endpointUrl === undefined, registryAnswers: () => answers('https://registry-1.docker.io/v2/', signal) },
    aws: reachable ? (await import('../aws/aws.js')).createAws(clientConfig(settings, sandbox)) : undefined,
    ownPorts: await findOwnPorts(app, engine),
    known: open?.ledger.open() ?? [],
    expiresAt: open?.progress.state.expiresAt,
    now: systemClock.now(),
  };
}

/** Any answer at all: a registry of public images answers 401 to whoever has not asked for a token. */
async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetchThroughProxy(url, { method: 'HEAD', signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) }).catch(() => undefined);
  return response !== undefined && (response.status === 200 || response.status === 401);
}

function clientConfig(settings: Settings, sandbox: SandboxEndpoint | undefined) {
  return {
    region: sandbox?.region ?? settings.region,
    endpoint: sandbox?.url ?? (settings.target === 'aws' ? settings.endpointUrl : undefined),
    ...(sandbox === undefined ? credentialSource(settings.profile, process.env) : { credentials: { accessKeyId: sandbox.accessKeyId, secretAccessKey: sandbox.secretAccessKey } }),
  };
}

function practiceOnAws(silent: SilentEngine | undefined): UserError {
  const message = { ja: '練習用エンジンでは、AWS 向けのイメージを作れません', en: 'The practice engine cannot make images for AWS' };
  // Nothing has to be installed then: what is here has to answer.
  if (silent !== undefined) return new UserError('practice-on-aws', message, { why: silentWords(silent, 'practice'), next: wakeWords(silent, 'practice'), exitCode: ExitCode.environment });
  return new UserError('practice-on-aws', message, {
    why: { ja: 'イメージの中に Node がないので、Fargate のタスクは起動せず、料金だけがかかります。', en: 'Its images hold no Node of their own: a Fargate task of one would not start, and would cost money not doing so.' },
    next: { ja: 'Docker を入れるか（https://docs.docker.com/engine/install/）、アカウントなしで練習します: --target sandbox', en: 'install Docker (https://docs.docker.com/engine/install/), or practise without an account: --target sandbox' },
    exitCode: ExitCode.environment,
  });
}

export function sandboxSettings({ workspace, settings }: OpenWorkspace, engine: EngineName): SandboxSettings {
  return { engine, pace: settings.pace, region: settings.region, practiceDir: workspace.files.practiceDir };
}

async function reachSandbox(open: OpenWorkspace, engine: EngineName, signal: AbortSignal, start: boolean): Promise<SandboxEndpoint> {
  const dir = open.workspace.files.sandboxDir;
  const sandbox = start ? await ensureSandbox(dir, sandboxSettings(open, engine), signal) : findSandbox(dir);
  if (sandbox !== undefined) return sandbox;
  throw new UserError('sandbox-not-running', { ja: 'このフォルダーのサンドボックスは動いていません', en: 'The sandbox of this workspace is not running' }, {
    why: { ja: '中身は残っていますが、応答するものがありません。', en: 'Its resources are kept, but nothing answers.' },
    next: 'boyacky-lab sandbox start',
    exitCode: ExitCode.environment,
  });
}

function describeTarget(settings: Settings, sandbox: SandboxEndpoint | undefined): Target {
  if (sandbox !== undefined) {
    return { kind: 'sandbox', region: sandbox.region, endpointUrl: sandbox.url, environment: clientEnvironment(sandbox) };
  }
  const variables = { ...process.env, ...onlyThisSource(credentialSource(settings.profile, process.env)) };
  const inherited = Object.entries(variables).filter(([name, value]) => /^AWS_/.test(name) && value !== undefined) as [string, string][];
  return {
    kind: 'aws',
    region: settings.region,
    endpointUrl: settings.endpointUrl,
    environment: {
      ...Object.fromEntries(inherited),
      AWS_REGION: settings.region,
      AWS_DEFAULT_REGION: settings.region,
      ...(settings.endpointUrl === undefined ? {} : { AWS_ENDPOINT_URL: settings.endpointUrl }),
    },
  };
}
