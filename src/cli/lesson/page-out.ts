import type { Terminal } from '../io/terminal.js';

/**
 * Says many lines, a screenful at a time: it stops at headings where there are any, and waits for a key, so that nobody
 * is rushed. `isHeading` tells where a page may begin.
 */
export async function pageOut(sections: readonly (readonly string[])[], terminal: Terminal, signal: AbortSignal): Promise<void> {
  const room = Math.max(8, terminal.height - 3);
  let used = 0;
  for (const page of sections.flatMap((section) => cutPages(section, room))) {
    if (used > 0 && used + page.length > room) {
      await terminal.pause(terminal.t({ ja: '続きます', en: 'There is more' }), signal);
      used = 0;
    }
    for (const line of page) terminal.say(line);
    used += page.length;
  }
}

/** What is longer than a screen is cut, at an empty line where there is one in its second half. */
function cutPages(lines: readonly string[], room: number): (readonly string[])[] {
  if (lines.length <= room) return [lines];
  const gap = lines.slice(0, room).lastIndexOf('');
  const cut = gap > room / 2 ? gap + 1 : room;
  return [lines.slice(0, cut), ...cutPages(lines.slice(cut), room)];
}
