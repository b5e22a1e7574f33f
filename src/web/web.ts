import { fetchThroughProxy } from './through-proxy.js';

/** A page as a browser's first request would get it. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Plain HTTP, with a time limit, redirects followed. `undefined`: nobody answered. */
export interface Web {
  get(url: string, signal?: AbortSignal): Promise<Page | undefined>;
  /** Sends a form, as a browser does. */
  post(url: string, form: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Page | undefined>;
}

const patienceMs = 20_000;

/** Pages of this machine are asked for directly, others through HTTP_PROXY where it names a proxy and NO_PROXY does not except them. */
export function createWeb(): Web {
  const ask = async (url: string, init: RequestInit, signal?: AbortSignal): Promise<Page | undefined> => {
    const limit = AbortSignal.timeout(patienceMs);
    try {
      const response = await fetchThroughProxy(url, { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (error instanceof TypeError || limit.aborted) return undefined;
      throw error;
    }
  };
  return {
    // A connection kept alive to an app that is then stopped would fail the next request.
    get: (url, signal) => ask(url, { headers: { connection: 'close' } }, signal),
    post: (url, form, signal) => ask(url, { method: 'POST', body: new URLSearchParams(form), headers: { connection: 'close' } }, signal),
  };
}
