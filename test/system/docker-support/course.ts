import { onTestFinished } from 'vitest';
import { makeWorkshopFolder, type WorkshopFolder } from '../workshop-folder.js';
import { containersWith, docker, imagesWith, type InspectedContainer } from './engine.js';

export interface DockerCourse {
  readonly folder: WorkshopFolder;
  /** Of this test alone: what it makes in the engine bears the label `boyacky-lab.owner=<owner>`. */
  readonly owner: string;
  /** `start --yes --engine docker` with the owner, in English. */
  readonly start: readonly string[];
  /** The Fargate tasks of this sandbox. */
  taskContainers(): Promise<readonly InspectedContainer[]>;
  /** Containers and images of this course, of the program and of the sandbox, whoever made them. */
  leftInEngine(): Promise<readonly string[]>;
  /** What the load balancer is opened at, e.g. "http://127.0.0.1:38080/". */
  listenerUrl(): Promise<string>;
}

/** A workshop folder for a course with the real engine. What a failed test left in the engine is removed. */
export function makeDockerCourse(name: string): DockerCourse {
  const owner = `${name}-${process.pid}`;
  const label = `boyacky-lab.owner=${owner}`;
  onTestFinished(async () => {
    for (const { Id } of await containersWith(label)) await docker(['container', 'rm', '--force', '--volumes', Id]);
    for (const id of await imagesWith(label)) await docker(['image', 'rm', '--force', id]).catch(() => undefined);
  }, 300_000);
  // Made after the above: what is registered later runs first, and cleans up as the program does.
  const folder = makeWorkshopFolder();
  const taskContainers = () => containersWith(label, 'boyacky-lab.task');
  return {
    folder,
    owner,
    start: ['start', '--yes', '--engine', 'docker', '--lang', 'en', '--owner', owner],
    taskContainers,
    leftInEngine: async () => [...(await containersWith(label)).map(({ Id }) => `container ${Id}`), ...(await imagesWith(label)).map((id) => `image ${id}`)],
    listenerUrl: async () => {
      const { url = '', token = '' } = folder.endpoint() ?? {};
      const response = await fetch(`${url}/_sandbox/listeners`, { headers: { 'x-boyacky-lab-token': token } });
      const [listener] = (await response.json()) as { url: string }[];
      if (listener === undefined) throw new Error('the sandbox has no listener');
      return listener.url;
    },
  };
}
