import type { Page, Web } from '../../../../src/web/web.js';
import type { FakeWorld } from './fake-world.js';

/** Boyacky as the sample app serves it: by the local app with the table, by a container without credentials. */
export function createFakeWeb(world: FakeWorld): Web {
  const home = (port: number): Page | undefined => {
    const container = world.containers.find(({ state, ports }) => state === 'running' && ports.some(({ hostPort }) => hostPort === port));
    if (container !== undefined) return boyacky(troubleOf(container.labels), world);
    if (world.app.port === port) return boyacky(undefined, world);
    const page = world.strangers.get(port);
    return page === undefined ? undefined : { status: 200, headers: {}, body: page };
  };
  return {
    get: async (url) => home(Number(new URL(url).port)),
    post: async (url, form) => {
      const { pathname, port } = new URL(url);
      world.calls.push(`web.post ${pathname.replace(/item-\d+/, '<id>')}`);
      const id = /^\/boyaki\/([^/]+)\/purify$/.exec(pathname)?.[1];
      if (id !== undefined) world.table = world.table?.filter((item) => item['id'] !== id);
      else world.table?.push({ id: `item-${world.table.length + 1}`, boyaki: form['boyaki'] ?? '', date: '2025-11-20', time: '12:00:00.000' });
      return home(Number(port));
    },
  };
}

function troubleOf(labels: Readonly<Record<string, string>>): string | undefined {
  return 'env.AWS_ACCESS_KEY_ID' in labels ? undefined : 'CredentialsProviderError: Could not load credentials from any providers';
}

function boyacky(trouble: string | undefined, world: FakeWorld): Page {
  const list = (world.table ?? []).map(
    ({ id, boyaki }) => `<li><time>12:00</time> <span class="text">${boyaki ?? ''}</span> <form method="post" action="/boyaki/${id ?? ''}/purify"><button>浄化</button></form></li>`,
  );
  const body = trouble === undefined ? `<ul>${list.join('')}</ul>` : `<section class="trouble"><h2>テーブルに接続できません</h2><p>…</p><p><code>${trouble}</code></p>`;
  return { status: 200, headers: { 'x-boyacky-version': '1.0.0' }, body: `<title>Boyacky</title>${body}` };
}
