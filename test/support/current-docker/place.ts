import { homedir } from 'node:os';
import { join } from 'node:path';

const dir = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'boyacky-lab-test', 'current-docker');

/** Where `current-docker.sh` puts its daemon: what the docker client has to be told to speak to that one. */
export const currentDocker = { DOCKER_HOST: `unix://${join(dir, 'docker.sock')}`, DOCKER_CONFIG: join(dir, 'config') } as const;
