import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';

export interface LoadReport {
  readonly sent: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** x-boyacky-version → how many answers bore it. */
  readonly versions: Readonly<Record<string, number>>;
  readonly purified: number;
  /** What went wrong, each with the time since the start (ms). */
  readonly failures: readonly string[];
  readonly slowestMs: number;
  readonly medianMs: number;
  readonly lastedMs: number;
  /** In the order in which they were answered. */
  readonly versionsInOrder: readonly string[];
}

export interface SteadyLoad {
  /** Sends no more, waits for what is under way. */
  stop(): Promise<LoadReport>;
}

const timeoutMs = 10_000;
// Pages that say so, for the page itself is always a 200.
const trouble = /class="trouble"/;

/**
 * Requests at a steady rate whether or not those before have been answered (an open model): of ten, eight open the
 * page, one posts, one purifies what was posted; every other one on a connection of its own.
 */
export function startSteadyLoad(base: string, perSecond: number): SteadyLoad {
  const kept = new Agent({ keepAlive: true });
  const mark = `load ${randomUUID().slice(0, 8)}`;
  const posted = new Set<string>();
  const started = performance.now();
  const underWay = new Set<Promise<void>>();
  const statuses: Record<string, number> = {};
  const versions: Record<string, number> = {};
  const order: string[] = [];
  const failures: string[] = [];
  const durations: number[] = [];
  let sent = 0;
  let purified = 0;
  let stopped = false;

  const fire = async (index: number): Promise<void> => {
    const begun = performance.now();
    const { method, path, body } = next(index);
    try {
      const { response, text } = await exchange(new URL(path, base), method, body, index % 2 === 0 ? kept : false);
      const status = response.statusCode ?? 0;
      statuses[status] = (statuses[status] ?? 0) + 1;
      const version = String(response.headers['x-boyacky-version'] ?? 'none');
      versions[version] = (versions[version] ?? 0) + 1;
      order.push(version);
      if (status !== 200 && status !== 303) failures.push(`${Math.round(begun - started)}: ${method} ${path}: ${status} ${text.slice(0, 200)}`);
      if (trouble.test(text)) failures.push(`${Math.round(begun - started)}: ${method} ${path}: the table was not reached`);
      for (const id of idsOf(text, mark)) posted.add(id);
    } catch (error) {
      failures.push(`${Math.round(begun - started)}: ${method} ${path}: ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`);
    }
    durations.push(performance.now() - begun);
  };

  const next = (index: number): { method: string; path: string; body?: string } => {
    if (index % 10 === 3) return { method: 'POST', path: '/boyaki', body: new URLSearchParams({ boyaki: `${mark} ${index}`.slice(0, 20) }).toString() };
    const [id] = posted;
    if (index % 10 !== 7 || id === undefined) return { method: 'GET', path: '/' };
    posted.delete(id);
    purified += 1;
    return { method: 'POST', path: `/boyaki/${id}/purify` };
  };

  const sending = (async () => {
    while (!stopped) {
      const due = Math.floor(((performance.now() - started) / 1000) * perSecond) + 1;
      for (; sent < due; sent++) {
        const one = fire(sent).finally(() => underWay.delete(one));
        underWay.add(one);
      }
      await sleep(started + (sent / perSecond) * 1000 - performance.now());
    }
  })();

  return {
    stop: async () => {
      stopped = true;
      await sending;
      const lastedMs = Math.round(performance.now() - started);
      await Promise.all(underWay);
      kept.destroy();
      const sorted = durations.map(Math.round).sort((a, b) => a - b);
      return { sent, statuses, versions, purified, failures, slowestMs: sorted.at(-1) ?? 0, medianMs: sorted[sorted.length >> 1] ?? 0, lastedMs, versionsInOrder: order };
    },
  };
}

function exchange(url: URL, method: string, body: string | undefined, agent: Agent | false): Promise<{ response: IncomingMessage; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url, { method, agent, headers, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ response, text })).on('error', reject);
    });
    outgoing.on('error', reject).end(body);
  });
}

/** Of what bears the mark only: whatever else is on the page is not this load's to purify. */
function idsOf(page: string, mark: string): string[] {
  return page.split('<li').filter((item) => item.includes(mark)).flatMap((item) => /\/boyaki\/([^/"]+)\/purify/.exec(item)?.[1] ?? []);
}
