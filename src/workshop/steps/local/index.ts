import type { Step } from '../../types.js';
import { withObstacles } from '../../with-obstacles.js';
import { withSituations } from '../../with-situations.js';
import { findAppObstacles, findOtherProcess } from './obstacles.js';

import { copyApp } from './copy-app.js';
import { install } from './install.js';
import { item } from './item.js';
import { post } from './post.js';
import { purify } from './purify.js';
import { run } from './run.js';
import { stop } from './stop.js';
import { localSituations } from './situation.js';
import { readLogic } from './logic.js';
import { readPage } from './page.js';
import { queryOrScan } from './query.js';

/** Chapter 2, in order. */
export const localSteps: readonly Step[] = withObstacles(withSituations([copyApp, readLogic, readPage, install, run, post, item, queryOrScan, purify, stop], localSituations), {
  'local.run': findAppObstacles,
  'local.post': findAppObstacles,
  'local.item': findAppObstacles,
  'local.purify': findAppObstacles,
  'local.stop': findOtherProcess,
});
