import type { EngineStatus } from '../../../containers/engine.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain, textOf } from '../../verdict.js';

/** git and aws are a help, not a need: the workshop itself asks for an engine only. */
export const tools: Step = {
  id: 'foundation.tools',
  kind: 'state',
  commands: async ({ engine }) => ['git --version', ...(engine.isolation === 'container' ? [`${engine.name} version`] : []), 'aws --version'],
  check: checkTools,
  solve: async () => {
    // Installing programs on somebody's machine is theirs to do: the verdict says what to type.
  },
};

async function checkTools({ app, engine, signal }: StepContext): Promise<Verdict> {
  const status = await engine.status(signal);
  if (!status.available) return explainMissingEngine(engine.name, status);
  const [git, aws] = await Promise.all([app.toolVersion('git'), app.toolVersion('aws')]);
  return done(
    describeEngine(engine.name, status),
    git === undefined ? { ja: 'git: ありません（なくても進めます）', en: 'git: not here (you can go on without it)' } : plain(git),
    aws === undefined
      ? { ja: 'aws: ありません（なくても進めます。自分で打つなら AWS CLI v2 を入れます）', en: 'aws: not here (optional; install AWS CLI v2 to type the commands yourself)' }
      : plain(aws),
  );
}

function describeEngine(name: string, { version, architecture }: EngineStatus): Text {
  const told = `${name} ${version ?? ''} (${architecture ?? '?'})`;
  if (name !== 'practice') return { ja: `${told}: デーモンが応答しました`, en: `${told}: its daemon answers` };
  return {
    ja: `${told}: コンテナの代わりにこのマシンのプロセスで動きます。隔離はありません`,
    en: `${told}: runs processes of this machine in place of containers; nothing is isolated`,
  };
}

/** What to type was found out by the engine's own room: it knows where the daemon is. */
function explainMissingEngine(name: string, { missing, reason, hint }: EngineStatus): Verdict {
  const because = reason === undefined ? '' : `: ${reason}`;
  return missing === 'cli'
    ? notYet(
        { ja: `${name} が入っている`, en: `${name} is installed` },
        { ja: `コマンド ${name} が見つかりません${because}`, en: `the command ${name} is not found${because}` },
        hint === undefined ? { ja: 'Docker を入れてください。なしで進めるなら --engine practice です。', en: 'Install Docker, or go on without it: --engine practice.' } : textOf(hint),
      )
    : notYet(
        { ja: `${name} のデーモンが動いている`, en: `the daemon of ${name} runs` },
        { ja: `コマンドはありますが、デーモンが応答しません${because}`, en: `the command is here, but its daemon does not answer${because}` },
        hint === undefined ? plain(`${name} info`) : textOf(hint),
      );
}
