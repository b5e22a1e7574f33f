import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../edits/replace-file.js';
import type { Obstacle } from '../../obstacle.js';
import type { StepContext } from '../../types.js';
import type { FindObstacles } from '../../with-obstacles.js';
import { isPortTaken, stopLocalApp } from './app-process.js';
import { openLocalPage } from './local-address.js';

/** Boyacky as a process that runs and does not do what it should: on another port, or without a way to its table. */
export const findAppObstacles: FindObstacles = async (context) => {
  const { app } = context;
  const answer = await openLocalPage(context, context.ports.app);
  if (answer.who === 'boyacky' && answer.home.trouble !== undefined) return app.running() === undefined ? [yours(context.ports.app)] : [restart(context)];
  if (answer.who === 'nobody' && app.running() !== undefined && app.running()?.port !== context.ports.app) return [restart(context)];
  // It was started, and ended by itself.
  if (answer.who === 'nobody' && app.running() === undefined && app.output().trim() !== '' && !isPortTaken(app.output())) return findChangedSources(context);
  return [];
};

/** To free the port: ours is stopped by `solve`, another's is not ours to end. */
export const findOtherProcess: FindObstacles = async (context) => {
  const answer = await openLocalPage(context, context.ports.app);
  return answer.who === 'boyacky' && context.app.running() === undefined ? [yours(context.ports.app)] : [];
};

/** Each source of the app that the learner has changed gives way to that of the sample. */
export function findChangedSources(context: StepContext, except: readonly string[] = []): readonly Obstacle[] {
  const { workspace } = context;
  const sources = readdirSync(join(workspace.assets.sampleApp, 'src')).map((name) => `src/${name}`);
  return [...sources, 'package.json']
    .filter((file) => !except.includes(file))
    .flatMap((file) => replaceFile(join(workspace.appDir, file), workspace.read(join(workspace.assets.sampleApp, file)), context));
}

function restart(context: StepContext): Obstacle {
  return {
    what: { ja: 'いま動いている Boyacky を止めて、正しい接続先とポートで起動し直します。', en: 'The Boyacky that runs is stopped, and started again with the right target and port.' },
    mend: () => stopLocalApp(context),
  };
}

function yours(port: number): Obstacle {
  return {
    what: {
      ja: `ポート ${port} の Boyacky は、あなたが別のターミナルで起動したものです。そこで Ctrl-C を押してください。ほかの人のプロセスは止めません。`,
      en: `The Boyacky on port ${port} was started by you in another terminal: press Ctrl-C there. The program ends no process but its own.`,
    },
  };
}
