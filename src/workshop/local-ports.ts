import type { Words } from './fill-in.js';
import { appPort } from './names.js';

/** Where Boyacky is opened on the learner's own machine, which may have other programs on the usual ports. */
export interface LocalPorts {
  /** Boyacky as a process, and its first container. */
  readonly app: number;
  /** The second container, beside the first. */
  readonly second: number;
}

/** The port that was chosen, and the next one. */
export function localPortsFrom(app: number): LocalPorts {
  return { app, second: app + 1 };
}

export const usualPorts = localPortsFrom(appPort);

/** What starts Boyacky by hand, from the folder of the workshop. */
export function startCommand({ app }: LocalPorts): string {
  return `${app === appPort ? '' : `PORT=${app} `}npm start --prefix boyacky`;
}

/** What chooses other ports, where the program that has one of them is to stay. */
export function otherPortsCommand({ app }: LocalPorts): string {
  return `boyacky-lab start --app-port ${app < 60_000 ? app + 1000 : app - 1000}`;
}

/** What lessons write as `{{app-port}}`: everything in them that depends on the ports. */
export function portWords(ports: LocalPorts): Words {
  return { 'app-port': String(ports.app), 'second-port': String(ports.second), 'start-app': startCommand(ports) };
}
