import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { BOYACKY_TEST_NPM_CACHE: cache = join(tmpdir(), 'boyacky-lab-test-npm-cache'), npm_config_offline: offline } = process.env;

/**
 * The variables with which the programs under test run npm. An empty HOME has no cache of packages: one for all tests
 * saves the registry. Where the suite runs without a network, npm takes everything from there.
 */
export const npmEnvironment: Readonly<Record<string, string>> = {
  npm_config_cache: cache,
  npm_config_update_notifier: 'false',
  ...(offline === undefined ? {} : { npm_config_offline: offline }),
};
