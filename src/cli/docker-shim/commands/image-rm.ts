import { toggle, type DockerCommand } from '../docker-command.js';
import { eachOperand } from '../each-operand.js';
import { ShimError, type ShimContext } from '../shim-context.js';
import { withTag } from '../with-tag.js';

/** `docker image rm`: takes a name away, and the image with its last name. */
export const imageRm: DockerCommand = {
  names: ['image rm', 'image remove', 'rmi'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  about: { ja: 'イメージ、またはその名前を消す', en: 'Remove images, or one of their names' },
  flags: [toggle('force', 'f')],
  refusedFlags: 'no-prune platform',
  operands: { min: 1, max: Infinity },
  run: (context, args) => eachOperand(context, args.operands, (name) => removeOne(context, name, args.has('force'))),
};

async function removeOne({ engine, out }: ShimContext, name: string, force: boolean): Promise<void> {
  const before = await engine.inspectImage(name);
  if (before === undefined) throw new ShimError(`Error response from daemon: No such image: ${withTag(name)}`);
  await engine.removeImage(name, { force });
  const after = await engine.inspectImage(before.id);
  const left = [...(after?.tags ?? []), ...(after?.digests ?? [])];
  for (const reference of [...before.tags, ...before.digests]) if (!left.includes(reference)) out(`Untagged: ${reference}\n`);
  if (after === undefined) out(`Deleted: ${before.id}\n`);
}
