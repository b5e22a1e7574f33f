/**
 * What is loaded into every Node process of a practice container before its program: the container's network,
 * as far as a process on this machine can have one. A string, because it runs in another process and this
 * project is shipped as one bundled file.
 *
 * - A port that the program listens on becomes a free port of 127.0.0.1, written down in `ports/` where the
 *   supervisor finds it; the program goes on to see its own port.
 * - What listens on the inside's loopback address only is not reachable from outside, as in a real container.
 * - Names given with --add-host resolve.
 * - The instance metadata address does not answer: the machine's own role is not the container's.
 * - When the supervisor is gone, the process ends.
 */
export const PRELOAD_SOURCE = String.raw`'use strict';
const fs = require('node:fs');
const path = require('node:path');
const net = require('node:net');
const dns = require('node:dns');
const { syncBuiltinESMExports } = require('node:module');
const { isMainThread } = require('node:worker_threads');

const config = JSON.parse(fs.readFileSync(path.join(__dirname, 'network.json'), 'utf8'));
const portsDir = path.join(__dirname, 'ports');
const METADATA = new Set(['169.254.169.254', 'fd00:ec2::254']);
const isLoopback = (host) => host === 'localhost' || host === '::1' || /^127\./.test(String(host));
const portFile = (port, local) => path.join(portsDir, (local ? 'local-' : '') + port);

function readInnerPort(port) {
  for (const local of [false, true]) {
    try {
      return Number(fs.readFileSync(portFile(port, local), 'utf8')) || undefined;
    } catch {}
  }
  return undefined;
}

const inside = new WeakMap();
const taken = new Map();
const listen = net.Server.prototype.listen;
const address = net.Server.prototype.address;

function readListenOptions(args) {
  const [first, second] = args;
  if (first !== null && typeof first === 'object') {
    return first.port != null && first.path == null && first.fd == null ? first : undefined;
  }
  const port = typeof first === 'string' && /^\d+$/.test(first) ? Number(first) : first;
  if (typeof port !== 'number') return undefined;
  return { port, host: typeof second === 'string' ? second : undefined };
}

net.Server.prototype.listen = function (...args) {
  const options = readListenOptions(args);
  const port = options && Number(options.port);
  if (!options || !Number.isInteger(port) || port < 0 || port > 65535) return listen.apply(this, args);
  const callback = args.findLast((arg) => typeof arg === 'function');
  const outer = { ...options, port: 0, host: '127.0.0.1', ipv6Only: undefined };
  if (port === 0) return listen.call(this, outer, callback);

  const host = options.host || '::';
  if (taken.has(port)) {
    const error = new Error('listen EADDRINUSE: address already in use ' + host + ':' + port);
    Object.assign(error, { code: 'EADDRINUSE', errno: -98, syscall: 'listen', address: host, port });
    process.nextTick(() => this.emit('error', error));
    return this;
  }
  taken.set(port, this);
  const local = isLoopback(host);
  const file = portFile(port, local);
  this.once('listening', () => {
    inside.set(this, { address: host === 'localhost' ? '127.0.0.1' : host, family: net.isIPv4(host) || host === 'localhost' ? 'IPv4' : 'IPv6', port });
    fs.mkdirSync(portsDir, { recursive: true });
    fs.writeFileSync(file + '.' + process.pid, String(address.call(this).port));
    fs.renameSync(file + '.' + process.pid, file);
  });
  const release = () => {
    if (taken.get(port) === this) taken.delete(port);
    inside.delete(this);
    fs.rmSync(file, { force: true });
  };
  this.once('close', release);
  this.once('error', () => { if (!this.listening) release(); });
  return listen.call(this, outer, callback);
};

net.Server.prototype.address = function () {
  const real = address.call(this);
  return real && inside.has(this) ? { ...inside.get(this) } : real;
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const normalized = Array.isArray(args[0]) ? args[0] : undefined;
  const first = normalized ? normalized[0] : args[0];
  const byNumber = !normalized && (typeof first === 'number' || /^\d+$/.test(String(first)));
  const options = byNumber
    ? { port: Number(first), host: typeof args[1] === 'string' ? args[1] : undefined }
    : first;
  // node:http says "no path" with null.
  if (options === null || typeof options !== 'object' || options.path != null) return connect.apply(this, args);
  const host = options.host || 'localhost';
  if (METADATA.has(host)) {
    const error = new Error('connect EHOSTUNREACH ' + host + ':' + options.port);
    Object.assign(error, { code: 'EHOSTUNREACH', errno: -113, syscall: 'connect', address: host, port: options.port });
    process.nextTick(() => this.destroy(error));
    return this;
  }
  const inner = isLoopback(host) ? readInnerPort(options.port) : undefined;
  if (inner === undefined) return connect.apply(this, args);
  const rewritten = { ...options, host: '127.0.0.1', port: inner };
  if (normalized) {
    normalized[0] = rewritten;
    return connect.apply(this, args);
  }
  return connect.call(this, rewritten, args.findLast((arg) => typeof arg === 'function'));
};

const findHost = (name) => config.hosts[String(name).toLowerCase()];
const lookup = dns.lookup;
function lookupWithHosts(hostname, options, callback) {
  const found = findHost(hostname);
  if (found === undefined) return lookup.apply(dns, arguments);
  const done = typeof options === 'function' ? options : callback;
  const family = net.isIP(found);
  const all = options !== null && typeof options === 'object' && options.all;
  process.nextTick(() => (all ? done(null, [{ address: found, family }]) : done(null, found, family)));
  return {};
}
for (const symbol of Object.getOwnPropertySymbols(lookup)) {
  Object.defineProperty(lookupWithHosts, symbol, Object.getOwnPropertyDescriptor(lookup, symbol));
}
dns.lookup = lookupWithHosts;
const lookupPromise = dns.promises.lookup;
dns.promises.lookup = async (hostname, options) => {
  const found = findHost(hostname);
  if (found === undefined) return lookupPromise.call(dns.promises, hostname, options);
  const answer = { address: found, family: net.isIP(found) };
  return options !== null && typeof options === 'object' && options.all ? [answer] : answer;
};
syncBuiltinESMExports();

if (isMainThread && process.ppid === config.supervisorPid) {
  const end = () => {
    try {
      process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
    } catch {
      process.exit(137);
    }
  };
  try {
    const leash = new net.Socket({ fd: 3, readable: true, writable: false });
    leash.on('error', end).on('end', end).on('close', end).resume().unref();
  } catch {}
}
`;
