import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createBoyaki, listToday, purify } from './boyaki.js';
import { explainError } from './explain-error.js';
import { renderFailure, renderHome } from './page.js';
import { version } from './version.js';
import { wordsFor } from './words.js';

// A text too long for DynamoDB shall reach DynamoDB, which knows its limit best.
const LARGEST_BODY_IN_BYTES = 2 * 1024 * 1024;

/**
 * Boyacky as a function from request to response. It opens no port, so that the
 * tests can call it as it is.
 * @param {object} parts
 * @param {import('./boyaki.js').Table} parts.table
 * @param {string} parts.style the style sheet
 * @param {(line: string) => void} parts.log
 */
export function createApp({ table, style, log }) {
  const app = new Hono();
  /** @param {import('hono').Context} c */
  const wordsOf = (c) => wordsFor(c.req.header('accept-language'));

  app.use(async (c, next) => {
    const start = performance.now();
    await next();
    c.header('x-boyacky-version', version);
    log(`${c.req.method} ${c.req.path} ${c.res.status} ${Math.round(performance.now() - start)}ms`);
  });

  app.get('/', async (c) => {
    c.header('vary', 'accept-language');
    // Always 200: the load balancer takes this page as the sign that we live. A task
    // that was replaced because its table is away would not bring the table back.
    try {
      return c.html(renderHome(wordsOf(c), { boyakis: await listToday(table) }));
    } catch (error) {
      const trouble = explainError(error);
      log(`cannot reach the table: ${trouble}`);
      return c.html(renderHome(wordsOf(c), { boyakis: [], trouble }));
    }
  });

  const limit = bodyLimit({
    maxSize: LARGEST_BODY_IN_BYTES,
    onError: (c) => c.html(renderFailure(wordsOf(c), { title: wordsOf(c).notStored, reason: wordsOf(c).tooLarge }), 413),
  });

  app.post('/boyaki', limit, async (c) => {
    const { boyaki } = await c.req.parseBody();
    if (typeof boyaki !== 'string' || boyaki.trim() === '') return c.redirect('/', 303);
    try {
      await createBoyaki(table, boyaki);
    } catch (error) {
      const reason = explainError(error);
      log(`cannot store a boyaki of ${boyaki.length} characters: ${reason}`);
      return c.html(renderFailure(wordsOf(c), { title: wordsOf(c).notStored, reason }), 500);
    }
    return c.redirect('/', 303);
  });

  app.post('/boyaki/:id/purify', async (c) => {
    try {
      await purify(table, c.req.param('id'));
    } catch (error) {
      const reason = explainError(error);
      log(`cannot purify ${c.req.param('id')}: ${reason}`);
      return c.html(renderFailure(wordsOf(c), { title: wordsOf(c).notPurified, reason }), 500);
    }
    return c.redirect('/', 303);
  });

  app.get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }));

  app.notFound((c) => c.html(renderFailure(wordsOf(c), { title: wordsOf(c).noPage, reason: c.req.path }), 404));

  app.onError((error, c) => {
    log(`cannot answer ${c.req.method} ${c.req.path}: ${explainError(error)}`);
    return c.html(renderFailure(wordsOf(c), { title: wordsOf(c).failed, reason: explainError(error) }), 500);
  });

  return app;
}
