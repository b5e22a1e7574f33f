import type { Words } from '../shared/words.js';
import type { EngineName } from './engine.js';

/** What to type when the engine's command is not there. */
export function installHint(name: EngineName, platform: NodeJS.Platform = process.platform): Words {
  if (name === 'practice') return 'npm install';
  const { ja, en } = howToInstall(name, platform);
  return { ja: `${ja}。エンジンなしで続けるなら: --engine practice`, en: `${en}; or go on without one: --engine practice` };
}

function howToInstall(name: Exclude<EngineName, 'practice'>, platform: NodeJS.Platform): { readonly ja: string; readonly en: string } {
  const see = (url: string) => ({ ja: `${url} を見ます`, en: `see ${url}` });
  switch (name) {
    case 'docker':
      if (platform === 'darwin') return { ja: 'brew install --cask docker-desktop のあと、Docker を開きます', en: 'brew install --cask docker-desktop, then open Docker' };
      if (platform === 'win32') return { ja: 'winget install Docker.DockerDesktop のあと、Docker Desktop を開きます', en: 'winget install Docker.DockerDesktop, then open Docker Desktop' };
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

/** For each of these the daemon is well, or is not on this side: to start it would not help. */
const wslIntegration = {
  ja: 'Windows で Docker Desktop を開き、Settings → Resources → WSL integration でこのディストリビューションを有効にして Apply を押します。確かめるには: docker info',
  en: 'on Windows open Docker Desktop, turn this distribution on under Settings, Resources, WSL integration, and press Apply; to check: docker info',
};
const otherClient = {
  ja: 'docker コマンドとデーモンのバージョンが離れています。両方を見て、古いほうを新しくします: docker version',
  en: 'the docker command and its daemon are too many versions apart: see both and update the older one: docker version',
};
const restartDesktop = {
  ja: 'Docker Desktop を再起動し、動き出すまで待ちます。確かめるには: docker info',
  en: 'restart Docker Desktop and wait until it says that it is running; to check: docker info',
};

/** What to type when the command is there and its daemon does not answer. */
export function startHint(name: EngineName, reason: string, platform: NodeJS.Platform = process.platform): Words {
  if (/permission denied/i.test(reason) && platform === 'linux') {
    return { ja: 'sudo usermod -aG docker "$USER" のあと、ログインし直します（または newgrp docker）', en: 'sudo usermod -aG docker "$USER", then log out and in again (or: newgrp docker)' };
  }
  if (/could not be found in this WSL/i.test(reason)) return wslIntegration;
  if (/client version \S+ is too/i.test(reason)) return otherClient;
  if (/internal server error for api route/i.test(reason)) return restartDesktop;
  switch (name) {
    case 'docker':
      if (platform === 'darwin') return { ja: 'open -a Docker のあと、動き出すまで待ちます', en: 'open -a Docker, and wait until it says that it is running' };
      if (platform === 'win32') return { ja: 'Docker Desktop を開いて、動き出すまで待ちます', en: 'start Docker Desktop, and wait until it says that it is running' };
      return 'sudo systemctl start docker';
    case 'podman':
      return platform === 'linux' ? 'podman info' : 'podman machine start';
    case 'finch':
      return 'finch vm start';
    case 'nerdctl':
      return 'sudo systemctl start containerd';
    case 'practice':
      return { ja: '書き込めるフォルダーで始めます', en: 'choose a state directory that can be written' };
  }
}
