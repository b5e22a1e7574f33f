import type { Words } from '../shared/words.js';
import { machineFacts, placeOfDaemon, type DaemonFacts, type DaemonPlace } from './daemon-place.js';
import type { EngineName } from './engine.js';

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
const joinGroup = {
  ja: 'sudo usermod -aG docker "$USER" のあと、ログインし直します（または newgrp docker）',
  en: 'sudo usermod -aG docker "$USER", then log out and in again (or: newgrp docker)',
};

/** What to type when the command is there and its daemon does not answer: by what it said, and by where its daemon is. */
export function startHint(name: EngineName, reason: string, facts: DaemonFacts = machineFacts(process.env)): Words {
  if (/could not be found in this WSL/i.test(reason)) return wslIntegration;
  switch (name) {
    case 'docker':
      return dockerHint(reason, facts);
    case 'podman':
      return facts.platform === 'linux' ? 'podman info' : 'podman machine start';
    case 'finch':
      return 'finch vm start';
    case 'nerdctl':
      if (/rootless containerd not running/i.test(reason)) return 'containerd-rootless-setuptool.sh install';
      return facts.systemd || facts.platform !== 'linux' ? 'sudo systemctl start containerd' : 'sudo service containerd start';
    case 'practice':
      return { ja: '書き込めるフォルダーで始めます', en: 'choose a state directory that can be written' };
  }
}

function dockerHint(reason: string, facts: DaemonFacts): Words {
  if (/client version \S+ is too/i.test(reason)) return otherClient;
  const place = placeOfDaemon(facts);
  const onThisLinux = place.kind === 'system' || place.kind === 'wsl';
  if (onThisLinux && /permission denied/i.test(reason)) return joinGroup;
  if (/internal server error for api route/i.test(reason)) {
    if (place.kind === 'desktop' || place.kind === 'wsl') return restartDesktop;
    if (place.kind === 'system') return facts.systemd ? 'sudo systemctl restart docker' : 'sudo service docker restart';
  }
  return startDaemon(place, facts);
}

function startDaemon(place: DaemonPlace, { platform, systemd }: DaemonFacts): Words {
  switch (place.kind) {
    case 'system':
      return systemd ? 'sudo systemctl start docker' : 'sudo service docker start';
    case 'rootless':
      return 'systemctl --user start docker';
    case 'desktop':
      if (platform === 'darwin') return { ja: 'open -a Docker のあと、動き出すまで待ちます', en: 'open -a Docker, and wait until it says that it is running' };
      if (platform === 'win32') return { ja: 'Docker Desktop を開いて、動き出すまで待ちます', en: 'start Docker Desktop, and wait until it says that it is running' };
      return { ja: 'Docker Desktop を開いて、動き出すまで待ちます: systemctl --user start docker-desktop', en: 'start Docker Desktop, and wait until it says that it is running: systemctl --user start docker-desktop' };
    case 'wsl':
      return {
        ja: 'Windows で Docker Desktop を開き、Settings → Resources → WSL integration でこのディストリビューションを有効にします。この中に Docker Engine を入れているなら: sudo service docker start',
        en: 'on Windows open Docker Desktop and turn this distribution on under Settings, Resources, WSL integration; if Docker Engine is installed in the distribution itself: sudo service docker start',
      };
    case 'colima':
      return place.instance === 'default' ? 'colima start' : `colima start ${place.instance}`;
    case 'lima':
      return `limactl start ${place.instance}`;
    case 'orbstack':
      return 'orb start';
    case 'rancher':
      return 'rdctl start';
    case 'podman':
      return place.root ? 'sudo systemctl start podman.socket' : 'systemctl --user start podman.socket';
    case 'elsewhere':
      return lookThere(place);
  }
}

/** Nothing of this machine would start it. */
function lookThere({ host, by, context }: Extract<DaemonPlace, { kind: 'elsewhere' }>): Words {
  const back = by === 'context' ? 'docker context use default' : `unset ${by}`;
  const [ja, en] = by === 'DOCKER_HOST' ? ['DOCKER_HOST', 'DOCKER_HOST'] : [`docker のコンテキスト ${context ?? ''}`, `the docker context ${context ?? ''}`];
  return {
    ja: `${ja} は ${host} を指しています。そのデーモンが動いているか見るか、このマシンのデーモンに戻します: ${back}`,
    en: `${en} leads to ${host}: see that the daemon there is running, or go back to the daemon of this machine: ${back}`,
  };
}
