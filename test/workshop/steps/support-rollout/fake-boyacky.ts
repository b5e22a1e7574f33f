import { join } from 'node:path';
import type { Page, Web } from '../../../../src/web/web.js';
import type { Workspace } from '../../../../src/workshop/workspace.js';
import type { FakeWorld } from '../support/fake-world.js';
import type { FakeEcs } from './fake-ecs.js';

export interface FakeBoyacky extends Web {
  /** What 1.1 does to a text; a learner's own may do it wrongly. */
  cut: (text: string) => string;
  /** Set to let the page say that it cannot reach its table. */
  trouble: string | undefined;
}

const rightly = (text: string) => [...new Intl.Segmenter('ja').segment(text.slice(0, 1000))].slice(0, 20).map(({ segment }) => segment).join('');

/** Boyacky behind the load balancer, and on this machine while the local app runs. */
export function createFakeBoyacky(world: FakeWorld, ecs: FakeEcs, workspace: Workspace): FakeBoyacky {
  const versionAt = (host: string): string | undefined => {
    if (host !== 'live.test') {
      if (Number(host.split(':')[1]) !== world.app.port) return undefined;
      return (JSON.parse(workspace.read(join(workspace.appDir, 'package.json'))) as { version: string }).version;
    }
    const healthy = ecs.targets.filter(({ state }) => state === 'healthy').at(-1);
    const task = ecs.tasks.find(({ privateIp }) => privateIp === healthy?.ip);
    const image = ecs.definitions.find(({ arn }) => arn === task?.taskDefinitionArn)?.containers[0]?.image;
    return image && `${image.split(':').at(-1) ?? ''}.0`;
  };
  const failure: Page = { status: 503, headers: {}, body: '503 Service Temporarily Unavailable' };
  const boyacky: FakeBoyacky = {
    cut: rightly,
    trouble: undefined,
    get: async (url) => {
      const { host } = new URL(url);
      const version = versionAt(host);
      if (version === undefined) return host === 'live.test' ? failure : undefined;
      return { status: 200, headers: { 'x-boyacky-version': version }, body: renderHome(world, version, boyacky.trouble) };
    },
    post: async (url, form) => {
      const { host, pathname } = new URL(url);
      const version = versionAt(host);
      if (version === undefined) return host === 'live.test' ? failure : undefined;
      world.calls.push(`web.post ${host} ${pathname.replace(/\/[^/]+\/purify/, '/<id>/purify')}`);
      const id = /^\/boyaki\/(.+)\/purify$/.exec(pathname)?.[1];
      if (id !== undefined) world.table = world.table?.filter((item) => item['id'] !== id);
      else {
        const text = version === '1.0.0' ? (form['boyaki'] ?? '') : boyacky.cut(form['boyaki'] ?? '');
        if (text.length > 400 * 1024) {
          const reason = 'ValidationException: Item size has exceeded the maximum allowed size';
          ecs.logs.push({ at: world.now, stream: 'ecs/1', message: `cannot store a boyaki of ${text.length} characters: ${reason}` });
          return { status: 500, headers: { 'x-boyacky-version': version }, body: `<code>${reason}</code>` };
        }
        const tokyo = new Date(world.now + 9 * 3_600_000).toISOString();
        world.table?.push({ id: `id-${world.table.length}-${world.now}`, boyaki: text, date: tokyo.slice(0, 10), time: tokyo.slice(11, 23) });
      }
      if (host === 'live.test') ecs.logs.push({ at: world.now, stream: 'ecs/1', message: `POST ${pathname} 303 4ms` });
      return boyacky.get(`http://${host}/`);
    },
  };
  return boyacky;
}

function renderHome(world: FakeWorld, version: string, trouble: string | undefined): string {
  const limit = version === '1.0.0' ? '' : ' maxlength="20"';
  if (trouble !== undefined) return `<input name="boyaki"${limit}><section class="trouble"><h2>テーブルに接続できません</h2><code>${trouble}</code>`;
  const list = (world.table ?? []).map(({ id = '', boyaki = '' }) => `<li><span class="text">${boyaki}</span> <form method="post" action="/boyaki/${id}/purify"></form></li>`);
  return `<input name="boyaki"${limit}><ul>${list.join('')}</ul>`;
}
