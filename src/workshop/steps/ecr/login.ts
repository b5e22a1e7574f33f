import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { logIn } from './registry-login.js';
import { findRepository, registryOf } from './registry-image.js';
import { createRepository } from './repository.js';

/** The engine gets a password that lasts twelve hours, through standard input. */
export const login: Step = {
  id: 'ecr.login',
  kind: 'moment',
  commands: async (context) => [await loginCommand(context)],
  check: checkLogin,
  solve: async (context) => {
    await createRepository(context);
    const repository = await findRepository(context);
    if ('verdict' in repository || (await context.engine.isLoggedIn(registryOf(repository), context.signal))) return;
    await logIn(context);
  },
};

async function checkLogin(context: StepContext): Promise<Verdict> {
  const repository = await findRepository(context);
  if ('verdict' in repository) return repository;
  const registry = registryOf(repository);
  if (!(await context.engine.isLoggedIn(registry, context.signal))) {
    return notYet(
      { ja: `${registry} にログインしている`, en: `logged in to ${registry}` },
      { ja: `${registry} が受け付けるログインがありません（していないか、12 時間が過ぎたか、消されたか）`, en: `there is no login that ${registry} takes: none was made, twelve hours have passed, or it was removed` },
      plain(await loginCommand(context)),
    );
  }
  return done({ ja: `${registry} に認証されました（12 時間有効）`, en: `${registry} accepts your login (valid for 12 hours)` });
}

async function loginCommand(context: StepContext): Promise<string> {
  const repository = await findRepository(context);
  const registry = 'verdict' in repository ? '<registry>' : registryOf(repository);
  return `aws ecr get-login-password --region ${context.target.region} | docker login --username AWS --password-stdin ${registry}`;
}
