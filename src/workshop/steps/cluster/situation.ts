import { names } from '../../names.js';
import { counted } from '../../counted.js';
import type { StepContext, Text } from '../../types.js';
import type { Situation } from '../../with-situations.js';

/** What is there of chapter 6, by the id of the step that asks. */
export const clusterSituations: Readonly<Record<string, Situation>> = { 'cluster.create': tellCluster };

async function tellCluster({ aws, target }: StepContext): Promise<Text> {
  const cluster = await aws.clusters.find(names.cluster);
  if (cluster === undefined) return { ja: `${target.region} にクラスター ${names.cluster} はありません`, en: `${target.region} has no cluster ${names.cluster}` };
  return {
    ja: `${cluster.name} は ${cluster.status}、サービス ${cluster.activeServices} 個、実行中のタスク ${cluster.runningTasks} 個です`,
    en: `${cluster.name} is ${cluster.status}, with ${counted(cluster.activeServices, 'service')} and ${counted(cluster.runningTasks, 'running task')}`,
  };
}
