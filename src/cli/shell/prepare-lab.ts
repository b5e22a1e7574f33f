import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ownProgram } from '../../shared/package-root.js';
import { writeWhole } from '../../shared/write-whole.js';
import { layNpmGuard } from '../../workshop/npm-guard.js';
import { appPort } from '../../workshop/names.js';
import { noteOpenStep, openStepFile } from '../../workshop/progress.js';
import type { Session } from '../compose.js';
import { dockerEntry } from '../docker-shim/docker-entry.js';
import { literal, nameVariable } from '../started-as.js';
import { awsShim, noAwsCli } from './aws-shim.js';
import { findOnPath } from './find-on-path.js';
import { shimForCmd, shimForSh, type Shim } from './shim.js';
import { targetEnvironment, type EnvironmentChange } from './target-environment.js';

/** Where the learner's commands run: in the workspace, with our `docker`, `aws` and `boyacky-lab` first on the PATH. */
export interface Lab {
  readonly cwd: string;
  /** The whole environment of a program that is started there. Holds the target's keys: never written anywhere. */
  readonly env: NodeJS.ProcessEnv;
  /** What is different from the learner's own environment, to be put right again after their shell's start files. */
  readonly changes: EnvironmentChange;
  readonly binDir: string;
  /** A folder of ours for start files. */
  readonly labDir: string;
  /** The line that the prompt reads. */
  readonly openStepFile: string;
}

const prepared = new WeakMap<object, Promise<Lab>>();

/** Prepares the folder of shims of an open workspace, once a process. */
export function prepareLab(session: Session): Promise<Lab> {
  const known = prepared.get(session.workspace);
  if (known !== undefined) return known;
  const lab = makeLab(session, process.env);
  prepared.set(session.workspace, lab);
  lab.catch(() => prepared.delete(session.workspace));
  return lab;
}

async function makeLab({ context, workspace, settings, progress }: Session, outside: NodeJS.ProcessEnv): Promise<Lab> {
  // A workspace of before it was there.
  layNpmGuard(workspace, ownProgram(), settings.language);
  const labDir = join(workspace.stateDir, 'shell');
  const binDir = join(labDir, 'bin');
  mkdirSync(binDir, { recursive: true, mode: 0o700 });
  for (const dir of [labDir, binDir]) chmodSync(dir, 0o700);
  const { target, engine } = context;
  const path = (outside.PATH ?? '').split(delimiter).filter((folder) => folder !== binDir).join(delimiter);
  const program = [process.execPath, ownProgram()];
  const shims: readonly (Shim | undefined)[] = [
    { name: 'boyacky-lab', command: program },
    dockerShim(engine.name, [...program, dockerEntry, workspace.files.practiceDir, settings.language], path),
    await awsShim(target.endpointUrl, { ...outside, PATH: path }, binDir, noAwsCli[settings.language]),
  ];
  for (const name of ['docker', 'aws']) for (const ending of ['', '.cmd']) if (!shims.some((shim) => shim?.name === name)) rmSync(join(binDir, name + ending), { force: true });
  for (const shim of shims) if (shim !== undefined) writeShim(binDir, shim);

  const stepFile = openStepFile(workspace.files.progress);
  // A workspace of before this file was there.
  if (!workspace.exists(stepFile) && progress.state.currentStep !== undefined) noteOpenStep(stepFile, progress.state.currentStep);
  const changes: EnvironmentChange = {
    // One of the learner's own would take Boyacky to a port where nobody looks for it.
    PORT: context.ports.app === appPort ? undefined : String(context.ports.app),
    ...targetEnvironment({ target, profile: settings.profile, labDir }, outside),
    BOYACKY_LAB_WORKSPACE: workspace.root,
    [nameVariable]: literal,
    BOYACKY_LAB_OPEN_STEP: stepFile,
  };
  // Windows may spell it "Path".
  const others = Object.entries({ ...outside, ...changes }).filter(([name, value]) => value !== undefined && name.toUpperCase() !== 'PATH');
  const env = { ...Object.fromEntries(others), PATH: binDir + delimiter + path };
  return { cwd: workspace.root, env, changes, binDir, labDir, openStepFile: stepFile };
}

/** docker itself needs none; its relatives understand what is typed for it. */
function dockerShim(engine: string, practice: readonly string[], path: string): Shim | undefined {
  if (engine === 'practice') return { name: 'docker', command: practice };
  const relative = engine === 'docker' ? undefined : findOnPath(engine, path);
  return relative === undefined ? undefined : { name: 'docker', command: [relative] };
}

/** Whole and at once: another shell may be about to run it. */
function writeShim(binDir: string, shim: Shim): void {
  const files = process.platform === 'win32' ? [`${shim.name}.cmd`, shim.name] : [shim.name];
  for (const name of files) {
    writeWhole(join(binDir, name), name.endsWith('.cmd') ? shimForCmd(shim) : shimForSh(shim), { mode: 0o700 });
  }
}
