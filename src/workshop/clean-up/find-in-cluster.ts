import { deleteCommand } from '../delete-command.js';
import type { StepContext } from '../types.js';
import type { PerhapsYours } from './perhaps-yours.js';

/** The services in a cluster of ours, whatever their names: while one is active ECS does not delete the cluster. */
export async function findInCluster(cluster: string, context: StepContext): Promise<readonly PerhapsYours[]> {
  return (await context.aws.inventory.servicesIn(cluster)).map((name) => {
    const id = `${cluster}/${name}`;
    const command = deleteCommand({ kind: 'service', id }, context);
    return {
      kind: 'service',
      id,
      reason: {
        ja: `${cluster} の中にありますが、このワークショップのタグがないので消しません。ある間はクラスターを消せません。あなたのものなら: ${command}`,
        en: `it is in ${cluster}, without the tags of the workshop, so it is not deleted; the cluster cannot go while it is there. If it is yours: ${command}`,
      },
    };
  });
}
