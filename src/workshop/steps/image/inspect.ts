import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, plain } from '../../verdict.js';
import { build } from './build.js';
import { describeImage, formatSize } from './describe-image.js';
import { findLatest } from './local-image.js';

/** What an image is made of: layers with a history, and a configuration. */
export const inspect: Step = {
  id: 'image.inspect',
  kind: 'moment',
  restsOn: ['image.build'],
  commands: async () => ['docker image ls', `docker image history ${names.localImage}`, `docker image inspect ${names.localImage}`],
  check: checkInspected,
  solve: (context) => build.solve(context),
};

async function checkInspected(context: StepContext): Promise<Verdict> {
  const image = await findLatest(context);
  if (image === undefined) return build.check(context);
  const { cmd, entrypoint, env, exposedPorts, user, workingDir } = image.config;
  const history = await context.engine.history(image.id);
  const images = await context.engine.listImages({ repository: names.localImage });
  return done(
    ...images.map((each) => plain(describeImage(each))),
    plain(`${image.os}/${image.architecture}  WORKDIR ${workingDir}  USER ${user || 'root'}  EXPOSE ${exposedPorts.join(' ')}`),
    plain(`ENTRYPOINT ${JSON.stringify(entrypoint)}  CMD ${JSON.stringify(cmd)}  ENV ${env.map((pair) => pair.split('=')[0]).join(' ')}`),
    ...history.map(({ createdBy, sizeBytes }) => plain(`${formatSize(sizeBytes).padStart(8)}  ${shortenStep(createdBy)}`)),
  );
}

function shortenStep(createdBy: string): string {
  const step = createdBy.replace(/^\/bin\/sh -c (#\(nop\)\s*)?/, '').replace(/\s+/g, ' ').trim();
  return step.length <= 100 ? step : `${step.slice(0, 100)}…`;
}
