import type { EngineName } from './engine.js';

/** What to type when the engine's command is not there. */
export function installHint(name: EngineName, platform: NodeJS.Platform = process.platform): string {
  const orPractice = 'or go on without one: --engine practice';
  switch (name) {
    case 'docker':
      if (platform === 'darwin') return `brew install --cask docker-desktop, then open Docker; ${orPractice}`;
      if (platform === 'win32') return `winget install Docker.DockerDesktop, then open Docker Desktop; ${orPractice}`;
      return `sudo apt-get install docker.io (or see https://docs.docker.com/engine/install/); ${orPractice}`;
    case 'podman':
      if (platform === 'linux') return `sudo apt-get install podman; ${orPractice}`;
      return `see https://podman.io/docs/installation, then: podman machine init; ${orPractice}`;
    case 'finch':
      return `see https://runfinch.com/docs/getting-started/installation/; ${orPractice}`;
    case 'nerdctl':
      return `see https://github.com/containerd/nerdctl/releases; ${orPractice}`;
    case 'practice':
      return 'npm install';
  }
}

/** What to type when the command is there and its daemon does not answer. */
export function startHint(name: EngineName, reason: string, platform: NodeJS.Platform = process.platform): string {
  if (/permission denied/i.test(reason) && platform === 'linux')
    return 'sudo usermod -aG docker "$USER", then log out and in again (or: newgrp docker)';
  switch (name) {
    case 'docker':
      if (platform === 'darwin') return 'open -a Docker, and wait until it says that it is running';
      if (platform === 'win32') return 'start Docker Desktop, and wait until it says that it is running';
      return 'sudo systemctl start docker';
    case 'podman':
      return platform === 'linux' ? 'podman info' : 'podman machine start';
    case 'finch':
      return 'finch vm start';
    case 'nerdctl':
      return 'sudo systemctl start containerd';
    case 'practice':
      return 'choose a state directory that can be written';
  }
}
