import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookAtSystem } from '../../src/workshop/picture/look-at-system.js';
import { names } from '../../src/workshop/names.js';
import type { Lab } from './lab.js';

/** Everything that a second `solve` must leave as it is. */
export async function fingerprint({ context }: Lab): Promise<unknown> {
  const { aws, engine, ledger, progress, workspace } = context;
  const service = await aws.services.find(names.cluster, names.service);
  const containers = await engine.listContainers();
  return {
    ledger: ledger.lines().length,
    facts: progress.state.facts,
    witnessed: Object.keys(progress.state.witnessed),
    answers: progress.state.answers,
    files: existsSync(workspace.appDir) ? hashFolder(workspace.appDir) : {},
    images: (await engine.listImages()).map(({ id, tags }) => `${id} ${tags.join(' ')}`).sort(),
    containers: containers.filter(({ labels }) => labels['boyacky-lab.task'] === undefined).map(({ id, state }) => `${id} ${state}`).sort(),
    stack: (await aws.stacks.find(names.stack))?.id,
    deployments: service?.deployments.map(({ id }) => id),
    definitions: await aws.taskDefinitions.list(names.taskFamily, 'ACTIVE'),
    // Health and events move by themselves; what there is does not.
    system: await standing(context),
    // Not while the table is still coming.
    items: (await aws.tables.find(names.table))?.status === 'ACTIVE' ? (await aws.tables.items(names.table)).map(({ id }) => id).sort() : [],
  };
}

/** Those that change by themselves while the world settles. */
const moving = new Set(['stack', 'vpc', 'load-balancer', 'log-group', 'table', 'service', 'target-group']);

async function standing({ aws, ...context }: Lab['context']): Promise<unknown> {
  const view = Object.entries(await lookAtSystem({ aws, ...context })).filter(([id]) => !moving.has(id));
  const attached = async (role: string) => ((await aws.roles.find(role)) === undefined ? [] : await aws.roles.attachedPolicies(role));
  return { parts: Object.fromEntries(view), policies: await Promise.all([names.taskRole, names.executionRole].map(attached)) };
}

function hashFolder(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !join(entry.parentPath, entry.name).includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}
