import { lookAtSystem } from '../../workshop/picture/look-at-system.js';
import { changedParts, type SystemView } from '../../workshop/picture/system-view.js';
import type { Session } from '../compose.js';
import { simulationNotice } from '../render/step-header.js';
import { systemPicture } from '../render/system-picture.js';
import type { Visit } from './visit.js';

const lastSeen = new WeakMap<object, SystemView>();

/** How the system is when the walk begins: what comes later is new. */
export async function noteSystem({ context }: Session): Promise<void> {
  lastSeen.set(context, await lookAtSystem(context));
}

/** The drawing of the system, when something in it is new; the menu below it waits until it has been looked at. */
export async function showNews({ session, terminal }: Visit): Promise<void> {
  const { context } = session;
  const previous = lastSeen.get(context);
  const view = await lookAtSystem(context);
  lastSeen.set(context, view);
  if (previous === undefined || changedParts(previous, view).length === 0) return;
  terminal.say();
  for (const line of systemPicture(view, { previous, language: terminal.language, width: terminal.width, target: simulationNotice(context), plain: terminal.plain })) terminal.say(line);
}
