import { html } from 'hono/html';
import { LIMIT } from './boyaki.js';
import { shortVersion } from './version.js';

/** @typedef {import('./boyaki.js').Boyaki} Boyaki */

/**
 * The only page of Boyacky: grumble, read, purify.
 * @param {object} content
 * @param {Boyaki[]} content.boyakis newest first
 * @param {string} [content.trouble] why the table cannot be reached, if it cannot
 */
export function renderHome({ boyakis, trouble }) {
  return renderFrame(html`
    <form class="grumble" method="post" action="/boyaki">
      <input name="boyaki" maxlength="${LIMIT}" placeholder="今日のボヤキをどうぞ" aria-label="ボヤキ" required autofocus>
      <button>ボヤく</button>
    </form>
    ${trouble === undefined ? renderList(boyakis) : renderTrouble(trouble)}
  `);
}

/**
 * A page for a request that failed.
 * @param {object} content
 * @param {string} content.title
 * @param {string} content.reason
 */
export function renderFailure({ title, reason }) {
  return renderFrame(html`
    <section class="trouble" role="alert">
      <h2>${title}</h2>
      <p><code>${reason}</code></p>
    </section>
    <p><a href="/">もどる</a></p>
  `);
}

/** @param {Boyaki[]} boyakis */
function renderList(boyakis) {
  if (boyakis.length === 0) return html`<p class="empty">本日のボヤキはまだありません。</p>`;
  return html`
    <ul class="boyakis">
      ${boyakis.map(
        ({ id, boyaki, time }) => html`
          <li>
            <time>${time.slice(0, 5)}</time>
            <span class="text">${boyaki}</span>
            <form method="post" action="/boyaki/${encodeURIComponent(id)}/purify"><button>浄化</button></form>
          </li>
        `,
      )}
    </ul>
  `;
}

/** @param {string} reason */
function renderTrouble(reason) {
  return html`
    <section class="trouble" role="alert">
      <h2>テーブルに接続できません</h2>
      <p>ボヤキを置いてある DynamoDB のテーブルに、いまは手が届きません。理由は次のとおりです。</p>
      <p><code>${reason}</code></p>
    </section>
  `;
}

/** @param {ReturnType<typeof html>} body */
function renderFrame(body) {
  return html`<!doctype html>
<html lang="ja">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Boyacky</title>
    <link rel="stylesheet" href="/style.css">
  </head>
  <body>
    <header>
      <h1><a href="/">Boyacky</a></h1>
      <p>疲れたら、ボヤこう。</p>
    </header>
    <main>${body}</main>
    <footer>Boyacky ${shortVersion}</footer>
  </body>
</html>
`;
}
