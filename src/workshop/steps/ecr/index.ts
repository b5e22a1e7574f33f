import type { Step } from '../../types.js';
import { obstaclesOf, withObstacles } from '../../with-obstacles.js';
import { withSituations } from '../../with-situations.js';
import { findNeedlessRepository, findOverwrittenTag, findRepositoryObstacles } from './obstacles.js';

import { digest } from './digest.js';
import { immutable } from './immutable.js';
import { login } from './login.js';
import { push } from './push.js';
import { repository } from './repository.js';
import { scan } from './scan.js';
import { tag } from './tag.js';
import { wrongRepository } from './wrong-repository.js';
import { ecrSituations } from './situation.js';
import { loginPassword } from './password.js';

/** Chapter 4, in order. */
export const ecrSteps: readonly Step[] = withObstacles(withSituations([repository, login, loginPassword, tag, push, digest, wrongRepository, immutable, scan], ecrSituations), {
  'ecr.repository': findRepositoryObstacles,
  'ecr.tag': findRepositoryObstacles,
  'ecr.push': findRepositoryObstacles,
  'ecr.wrong-repository': obstaclesOf(findRepositoryObstacles, findNeedlessRepository),
  'ecr.immutable': obstaclesOf(findRepositoryObstacles, findOverwrittenTag),
});
