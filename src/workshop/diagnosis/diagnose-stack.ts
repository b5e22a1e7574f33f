import type { StackEvent } from '../../aws/stacks.js';
import { diagnoseAs, findEntry, type Diagnosis } from './diagnosis.js';
import { stackTable } from './stack-table.js';
import { toType } from './what-to-type.js';

/** Why a stack failed, by its events (newest first); undefined: none of them tells of a failure. */
export function diagnoseStack(events: readonly StackEvent[]): Diagnosis | undefined {
  // A stack that could not be deleted, or be made, before is being deleted now: what was said then is over.
  const begun = events.findIndex(({ type, status }) => type === 'AWS::CloudFormation::Stack' && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(status));
  const recent = begun === -1 ? events : events.slice(0, begun + 1);
  // The first failure is the cause; the others were only told to stop.
  const cause = recent.filter(({ status, reason }) => status.endsWith('_FAILED') && !/cancelled/i.test(reason ?? '')).at(-1);
  return cause === undefined ? undefined : diagnoseStackReason(cause.reason ?? cause.status, `${cause.logicalId} (${cause.type}): `);
}

/** The same for one reason: of a resource, of a stack, or of a request that was refused. */
export function diagnoseStackReason(reason: string, before = ''): Diagnosis {
  const quote = `${before}${reason}`;
  const entry = findEntry(stackTable, reason);
  if (entry !== undefined) return diagnoseAs(entry, quote);
  return {
    id: 'unknown-stack',
    quote,
    means: { ja: 'このリソースで失敗しました。', en: 'this is the resource that failed.' },
    fix: { ja: `失敗したものを見て（${toType.stackEvents}）、 ${toType.deleteStack} で消してから、もう一度作ります。`, en: `See what failed (${toType.stackEvents}); delete it with ${toType.deleteStack}, then create it again.` },
  };
}
