import { createServer, ServerResponse, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { albPage, rawAlbPage, sendAlbPage, sendOwn } from './alb-page.js';
import { chooseAction } from './choose-action.js';
import { forward } from './forward.js';
import { targetHeaders } from './headers.js';
import type { ListenerConfig, WeightedGroup } from './model.js';
import { openAddress } from './open-address.js';
import { redirectLocation } from './redirect-location.js';
import { readFacts } from './request-facts.js';
import { replayWithoutUpgrade } from './replay-without-upgrade.js';
import type { TargetGroup } from './target-group.js';
import type { TargetWorld } from './target.js';

/** ALB gives up connecting to a target after ten seconds. */
const connectTimeoutMs = 10_000;
const largestHeadBytes = 65_536;
/** How long a closed listener lets requests finish. */
const closingGraceMs = 5_000;

/** One open port, its rules, and the connections of its clients. */
export class Listener {
  readonly #server: Server;
  readonly #upgraded = new Set<Duplex>();
  #port = 0;

  constructor(
    private config: ListenerConfig,
    private readonly groupOf: (id: string) => TargetGroup | undefined,
    private readonly world: TargetWorld,
  ) {
    this.#server = createServer(
      // requestTimeout would cut a long upload; a missing Host is answered with ALB's page, not with Node's.
      { keepAliveTimeout: config.options.idleTimeoutMs, requestTimeout: 0, headersTimeout: 60_000, maxHeaderSize: largestHeadBytes, requireHostHeader: false },
      (request, response) => this.#answer(request, response),
    );
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => this.#upgrade(request, socket, head));
    this.#server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
      socket.on('error', () => socket.destroy());
      socket.end(rawAlbPage(400));
    });
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
      const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
      if (socket.writable && error.code !== 'ECONNRESET') socket.end(rawAlbPage(status));
      else socket.destroy();
    });
  }

  get groups(): readonly string[] {
    return [this.config.defaultAction, ...this.config.rules.map(({ action }) => action)].flatMap((action) =>
      action.type === 'forward' ? action.groups.map(({ id }) => id) : [],
    );
  }

  /** Resolves to the port that was opened on 127.0.0.1. */
  async open(): Promise<number> {
    this.#port = await openAddress(this.#server, this.config);
    this.#server.on('error', (error) => this.world.log(`listener on port ${this.#port}: ${error.message}`));
    return this.#port;
  }

  configure(config: ListenerConfig): void {
    this.config = config;
    this.#server.keepAliveTimeout = config.options.idleTimeoutMs;
  }

  /** Frees the port at once; requests that are being answered may finish, unless `now`. */
  close({ now }: { now: boolean }): void {
    const cut = () => {
      this.#server.closeAllConnections();
      for (const socket of this.#upgraded) socket.destroy();
    };
    this.#server.close();
    if (now) cut();
    else setTimeout(cut, closingGraceMs).unref();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return replayWithoutUpgrade(this.#server, request, socket, head);
    socket.on('error', () => socket.destroy());
    this.#upgraded.add(socket);
    socket.on('close', () => this.#upgraded.delete(socket));
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as Socket);
    response.on('finish', () => socket.end());
    this.#answer(request, response, { socket, head });
  }

  #answer(request: IncomingMessage, response: ServerResponse, upgrade?: { socket: Duplex; head: Buffer }): void {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const facts = readFacts(request);
    if (!facts) return sendAlbPage(response, 400);
    if (facts.method === 'TRACE') return sendAlbPage(response, 405);
    const action = chooseAction(this.config, facts);
    switch (action.type) {
      case 'fixed-response':
        return sendOwn(response, action.status, STATUS_CODES[action.status] ?? '', action.contentType, action.body);
      case 'redirect': {
        const { status } = action.redirect;
        const location = redirectLocation(action.redirect, facts, this.#port);
        const { phrase, body } = albPage(status);
        return sendOwn(response, status, phrase, 'text/html', body, { Location: location });
      }
      case 'forward': {
        const group = this.#pickGroup(action.groups);
        if (!group) return sendAlbPage(response, 503);
        const { idleTimeoutMs, forwardedFor } = this.config.options;
        const exchange = {
          request,
          response,
          path: facts.target,
          headers: targetHeaders(request, this.#port, forwardedFor, this.world.clock.now()),
          idleTimeoutMs,
          connectTimeoutMs: this.world.pace.ms(connectTimeoutMs),
          upgrade,
        };
        forward(exchange, group).catch((error: unknown) => {
          this.world.log(`${request.method} ${facts.path} could not be forwarded: ${String(error)}`);
          sendAlbPage(response, 502);
        });
      }
    }
  }

  #pickGroup(groups: readonly WeightedGroup[]): TargetGroup | undefined {
    let lot = Math.random() * groups.reduce((sum, { weight }) => sum + weight, 0);
    const drawn = groups.find(({ weight }) => (lot -= weight) < 0);
    return drawn && this.groupOf(drawn.id);
  }
}
