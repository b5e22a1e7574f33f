import type { ContainerState, PortBinding } from '../../engine.js';

/** What a practice container was made of; written once, by the process that makes it. */
export interface ContainerRecord {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  /** ISO 8601 */
  readonly createdAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly PortBinding[];
  /** host name → address */
  readonly hosts: Readonly<Record<string, string>>;
  /** As the program sees it. */
  readonly env: Readonly<Record<string, string>>;
  readonly workingDir: string;
  readonly user: string;
  /** As the image and the request say it. */
  readonly command?: readonly string[];
  /** As this machine runs it. */
  readonly process: ProcessSpec;
}

export interface ProcessSpec {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How it goes; written by the container's supervisor once that runs. */
export interface ContainerStatus {
  readonly state: ContainerState;
  readonly hostPorts: readonly number[];
  readonly supervisorPid?: number;
  readonly controlPort?: number;
  readonly token?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly exitCode?: number;
  readonly error?: string;
}
