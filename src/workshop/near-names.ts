import type { ListedKind } from '../aws/inventory.js';
import { deleteCommand } from './delete-command.js';
import { foundOr } from './explain-failure.js';
import type { LedgerResource } from './ledger.js';
import { names } from './names.js';
import type { Step, StepContext, Text, Verdict } from './types.js';

/**
 * Is this name what somebody may have typed who meant the other? Big and small letters and `-`, `_`, `/` count as the
 * same; two slips in a long name, one in a short one. The name itself is not near.
 */
export function isNear(name: string, meant: string): boolean {
  if (name === meant) return false;
  const [typed, wanted] = [bare(name), bare(meant)];
  return slips(typed, wanted) <= (wanted.length >= 10 ? 2 : 1);
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[-_/. ]/g, '');
}

/** How many letters are missing, too many, wrong or swapped with their neighbour (the distance of Damerau and Levenshtein). */
function slips(one: string, other: string): number {
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[other.length] ?? 0;
}

/** Another tag of the same image is no slip. */
function nameOf(kind: LedgerResource['kind'], id: string): string {
  return kind === 'local-image' ? id.replace(/:[^/:]*$/, '') : id;
}

/** The names of all things of a kind, as the ledger has them; of services, those in the workshop's cluster and in the ones with a name near it. */
export async function listNames(kind: LedgerResource['kind'] | 'load-balancer', { aws, engine }: StepContext): Promise<readonly string[]> {
  switch (kind) {
    case 'service': {
      const clusters = (await aws.inventory.names('cluster')).filter((name) => name === names.cluster || isNear(name, names.cluster));
      const services = await Promise.all(clusters.map(async (cluster) => (await aws.inventory.servicesIn(cluster)).map((service) => `${cluster}/${service}`)));
      return services.flat();
    }
    case 'local-image':
      return (await engine.listImages()).flatMap(({ tags }) => tags);
    case 'listener':
    case 'local-container':
    case 'local-app':
    case 'registry-login':
      return [];
    default:
      return await aws.inventory.names(kind satisfies ListedKind);
  }
}

/**
 * Adds to "it is not there" what is there under a name that is nearly the same: nobody sees a slip of their own. A look
 * that the outside refuses adds nothing.
 */
export async function tellNearNames(verdict: Verdict, step: Step, context: StepContext): Promise<Verdict> {
  if (verdict.verdict !== 'not-yet') return verdict;
  const told = await nearNamesOf(step, context);
  return told === undefined ? verdict : { ...verdict, observed: { ja: `${verdict.observed.ja}。${told.ja}`, en: `${verdict.observed.en}; ${told.en}` } };
}

/** What stands under a name near to that of something that the step makes and that is not there; undefined: nothing. */
export async function nearNamesOf({ makes = [] }: Step, context: StepContext): Promise<Text | undefined> {
  if (typeof makes === 'function') return undefined;
  const near: LedgerResource[] = [];
  for (const { kind, id } of makes) {
    const all = await foundOr(listNames(kind, context), []);
    if (!all.includes(id)) near.push(...all.filter((name) => isNear(nameOf(kind, name), nameOf(kind, id))).map((name) => ({ kind, id: name })));
  }
  if (near.length === 0) return undefined;
  const commands = near.map((each) => deleteCommand(each, context)).join(' ; ');
  const found = near.map(({ id }) => id);
  return {
    ja: `似た名前ならあります: ${found.join('、')}（打ちまちがえたものなら、こう消します: ${commands}）`,
    en: `there is something with a similar name: ${found.join(', ')} (if it was a slip, delete it: ${commands})`,
  };
}
