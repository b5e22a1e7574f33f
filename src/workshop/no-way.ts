import type { Text } from './types.js';

/** What can be done where the daemon does not come to the sandbox, and a relay did not help: rootless, or locked up. */
export const noWay: Text = {
  ja: 'docker context use default で、このマシンのデーモン（rootless でないもの）に切り替えるか、練習用エンジンで続けます: boyacky-lab start --engine practice',
  en: 'use a daemon of this machine that is not rootless (docker context use default), or go on with the practice engine: boyacky-lab start --engine practice',
};
