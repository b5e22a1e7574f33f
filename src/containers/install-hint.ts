import type { Words } from '../shared/words.js';
import { machineFacts, type DaemonFacts } from './daemon-place.js';
import type { EngineName } from './engine.js';

/** What to type when the engine's command is not there. */
export function installHint(name: EngineName, facts: Pick<DaemonFacts, 'platform' | 'wsl'> = machineFacts(process.env)): Words {
  if (name === 'practice') return 'npm install';
  const { ja, en } = howToInstall(name, facts);
  return { ja: `${ja}。エンジンなしで続けるなら: --engine practice`, en: `${en}; or go on without one: --engine practice` };
}

function howToInstall(name: Exclude<EngineName, 'practice'>, { platform, wsl }: Pick<DaemonFacts, 'platform' | 'wsl'>): { readonly ja: string; readonly en: string } {
  const see = (url: string) => ({ ja: `${url} を見ます`, en: `see ${url}` });
  switch (name) {
    case 'docker':
      if (platform === 'darwin') return { ja: 'brew install --cask docker-desktop のあと、Docker を開きます', en: 'brew install --cask docker-desktop, then open Docker' };
      if (platform === 'win32') return { ja: 'winget install Docker.DockerDesktop のあと、Docker Desktop を開きます', en: 'winget install Docker.DockerDesktop, then open Docker Desktop' };
      if (wsl) return { ja: 'Windows で Docker Desktop を開き、Settings → Resources → WSL integration でこのディストリビューションを有効にするか、この中に入れます: sudo apt-get install docker.io', en: 'on Windows open Docker Desktop and turn this distribution on under Settings, Resources, WSL integration, or install it in the distribution: sudo apt-get install docker.io' };
      return { ja: 'sudo apt-get install docker.io（または https://docs.docker.com/engine/install/ ）', en: 'sudo apt-get install docker.io (or see https://docs.docker.com/engine/install/)' };
    case 'podman':
      if (platform === 'linux') return { ja: 'sudo apt-get install podman', en: 'sudo apt-get install podman' };
      return { ja: 'https://podman.io/docs/installation を見てから podman machine init', en: 'see https://podman.io/docs/installation, then: podman machine init' };
    case 'finch':
      return see('https://runfinch.com/docs/getting-started/installation/');
    case 'nerdctl':
      return see('https://github.com/containerd/nerdctl/releases');
  }
}
