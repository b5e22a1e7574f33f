import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Docker looks for its plugins (buildx) beside its settings: a HOME of its own gets those of whoever runs the test. */
export function lendDockerPlugins(home: string): void {
  const plugins = join(process.env['DOCKER_CONFIG'] ?? '', 'cli-plugins');
  if (process.env['DOCKER_CONFIG'] === undefined || !existsSync(plugins)) return;
  mkdirSync(join(home, '.docker'), { recursive: true });
  symlinkSync(plugins, join(home, '.docker', 'cli-plugins'));
}
