import type { Step } from '../../types.js';
import { obstaclesOf, withObstacles } from '../../with-obstacles.js';
import { withSituations } from '../../with-situations.js';
import { findDockerfileObstacles, findFirstContainerObstacles, findIgnoreObstacles, findSecondContainerObstacles, findTrustedContainer } from './obstacles.js';

import { build } from './build.js';
import { compare } from './compare.js';
import { dockerfile } from './dockerfile.js';
import { exec } from './exec.js';
import { filesGone } from './files-gone.js';
import { ignore } from './ignore.js';
import { inspect } from './inspect.js';
import { noCredentials } from './no-credentials.js';
import { portTaken } from './port-taken.js';
import { rebuild } from './rebuild.js';
import { run8081 } from './run-8081.js';
import { run } from './run.js';
import { stop } from './stop.js';
import { imageSituations } from './situation.js';
import { daemon } from './daemon.js';
import { alreadyThere } from './already-there.js';
import { baseTag } from './base.js';
import { tagMeaning } from './tag-meaning.js';
import { replaceCommand } from './command.js';
import { needless } from './needless.js';
import { buildLog } from './build-log.js';

/** Chapter 3, in order. */
export const imageSteps: readonly Step[] = withObstacles(withSituations([
  daemon, alreadyThere, dockerfile, baseTag,
  build,
  inspect, tagMeaning,
  run, replaceCommand,
  noCredentials,
  exec, needless,
  ignore,
  rebuild, buildLog,
  compare,
  portTaken,
  run8081,
  filesGone,
  stop,
], imageSituations), {
  'image.dockerfile': findDockerfileObstacles,
  'image.build': findDockerfileObstacles,
  'image.run': findFirstContainerObstacles,
  'image.no-credentials': obstaclesOf(findFirstContainerObstacles, findTrustedContainer),
  'image.exec': findFirstContainerObstacles,
  'image.ignore': findIgnoreObstacles,
  'image.rebuild': obstaclesOf(findIgnoreObstacles, (context, failure) => (failure === undefined ? Promise.resolve([]) : findDockerfileObstacles(context, failure))),
  'image.port-taken': findFirstContainerObstacles,
  'image.run-8081': findSecondContainerObstacles,
  'image.files-gone': findSecondContainerObstacles,
});
