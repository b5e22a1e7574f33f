import { build } from './commands/build.js';
import { containerExec } from './commands/container-exec.js';
import { containerInspect } from './commands/container-inspect.js';
import { containerLogs } from './commands/container-logs.js';
import { containerLs } from './commands/container-ls.js';
import { containerPort } from './commands/container-port.js';
import { containerPrune } from './commands/container-prune.js';
import { containerRm } from './commands/container-rm.js';
import { containerRun } from './commands/container-run.js';
import { containerStop } from './commands/container-stop.js';
import { imageHistory } from './commands/image-history.js';
import { imageInspect } from './commands/image-inspect.js';
import { imageLs } from './commands/image-ls.js';
import { imagePrune } from './commands/image-prune.js';
import { imagePull } from './commands/image-pull.js';
import { imagePush } from './commands/image-push.js';
import { imageRm } from './commands/image-rm.js';
import { imageTag } from './commands/image-tag.js';
import { info } from './commands/info.js';
import { inspect } from './commands/inspect.js';
import { login } from './commands/login.js';
import { logout } from './commands/logout.js';
import { version } from './commands/version.js';
import type { DockerCommand } from './docker-command.js';

/** Everything of docker that the practice engine does. */
export const allCommands: readonly DockerCommand[] = [
  build,
  imageLs,
  imageInspect,
  imageHistory,
  imageTag,
  imagePull,
  imagePush,
  imageRm,
  imagePrune,
  containerRun,
  containerLs,
  containerLogs,
  containerExec,
  containerInspect,
  containerPort,
  containerStop,
  containerRm,
  containerPrune,
  inspect,
  login,
  logout,
  version,
  info,
];
