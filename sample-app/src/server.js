import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { serve } from '@hono/node-server';
import { createApp } from './app.js';
import { stopOnSignal } from './stop-on-signal.js';
import { openTable } from './table.js';
import { shortVersion } from './version.js';

const port = Number(process.env.PORT ?? 8080);
const tableName = process.env.TABLE_NAME ?? 'boyacky';
const region = process.env.AWS_REGION ?? 'ap-northeast-1';

if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT must be a number from 0 to 65535, not "${process.env.PORT}". Try: PORT=8080 npm start`);
  process.exit(1);
}

const style = await readFile(new URL('../public/style.css', import.meta.url), 'utf8');

const client = new DynamoDBClient({
  region,
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  // Where there are no credentials at all, the last place to look is an address that
  // may never answer. Half a second is plenty where it does.
  credentials: defaultProvider({ timeout: 500 }),
});

const app = createApp({ table: openTable(client, tableName), style, log: console.log });

const server = serve(
  {
    fetch: app.fetch,
    hostname: '0.0.0.0',
    port,
    // An ALB keeps its connections for 60 seconds. Were ours closed earlier, a request
    // could meet a closing door, and the visitor a 502.
    serverOptions: { keepAliveTimeout: 65_000 },
  },
  () => console.log(`Boyacky ${shortVersion} listening on http://0.0.0.0:${port}`),
);

server.on('error', (error) => {
  console.error(`cannot listen on port ${port}: ${error.message}. Another port? PORT=8081 npm start`);
  process.exit(1);
});

stopOnSignal(/** @type {import('node:http').Server} */ (server));
