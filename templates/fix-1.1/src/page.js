import { html } from 'hono/html';
import { LIMIT } from './boyaki.js';
import { shortVersion } from './version.js';

/** @typedef {import('./boyaki.js').Boyaki} Boyaki */
/** @typedef {import('./words.js').Words} Words */

/**
 * The only page of Boyacky: grumble, read, purify.
 * @param {Words} words
 * @param {object} content
 * @param {Boyaki[]} content.boyakis newest first
 * @param {string} [content.trouble] why the table cannot be reached, if it cannot
 */
export function renderHome(words, { boyakis, trouble }) {
  return renderFrame(words, html`
    <form class="grumble" method="post" action="/boyaki">
      <input name="boyaki" maxlength="${LIMIT}" placeholder="${words.placeholder}" aria-label="${words.label}" required autofocus>
      <button>${words.grumble}</button>
    </form>
    ${trouble === undefined ? renderList(words, boyakis) : renderTrouble(words, trouble)}
  `);
}

/**
 * A page for a request that failed.
 * @param {Words} words
 * @param {object} content
 * @param {string} content.title
 * @param {string} content.reason
 */
export function renderFailure(words, { title, reason }) {
  return renderFrame(words, html`
    <section class="trouble" role="alert">
      <h2>${title}</h2>
      <p><code>${reason}</code></p>
    </section>
    <p><a href="/">${words.back}</a></p>
  `);
}

/**
 * @param {Words} words
 * @param {Boyaki[]} boyakis
 */
function renderList(words, boyakis) {
  if (boyakis.length === 0) return html`<p class="empty">${words.empty}</p>`;
  return html`
    <ul class="boyakis">
      ${boyakis.map(
        ({ id, boyaki, time }) => html`
          <li>
            <time>${time.slice(0, 5)}</time>
            <span class="text">${boyaki}</span>
            <form method="post" action="/boyaki/${encodeURIComponent(id)}/purify"><button>${words.purify}</button></form>
          </li>
        `,
      )}
    </ul>
  `;
}

/**
 * @param {Words} words
 * @param {string} reason
 */
function renderTrouble(words, reason) {
  return html`
    <section class="trouble" role="alert">
      <h2>${words.noTable}</h2>
      <p>${words.noTableWhy}</p>
      <p><code>${reason}</code></p>
    </section>
  `;
}

/**
 * @param {Words} words
 * @param {ReturnType<typeof html>} body
 */
function renderFrame(words, body) {
  return html`<!doctype html>
<html lang="${words.language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Boyacky</title>
    <link rel="stylesheet" href="/style.css">
  </head>
  <body>
    <header>
      <h1><a href="/">Boyacky</a></h1>
      <p>${words.motto}</p>
    </header>
    <main>${body}</main>
    <footer>Boyacky ${shortVersion}</footer>
  </body>
</html>
`;
}
