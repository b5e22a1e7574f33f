/**
 * The one process beside each practice container: it publishes the ports (as docker-proxy does), keeps the log,
 * knows the exit code, and stops the program when asked. It outlives the program that started it. A string,
 * because it runs in another process and this project is shipped as one bundled file.
 *
 * It is asked over a loopback port with a random token (both in status.json, which only the owner can read).
 * A process id alone would not do: after a restart of the machine it may be somebody else's.
 */
export const SUPERVISOR_SOURCE = String.raw`'use strict';
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { randomBytes } = require('node:crypto');
const { spawn } = require('node:child_process');

const dir = process.argv[2];
const spec = JSON.parse(fs.readFileSync(path.join(dir, 'container.json'), 'utf8'));
const portsDir = path.join(dir, 'network', 'ports');
const token = randomBytes(16).toString('hex');
const servers = [];
const connections = new Set();
let status = { state: 'created', hostPorts: [] };
let child;
let killTimer;

function save(change) {
  status = { ...status, ...change };
  const draft = path.join(dir, 'status.json.' + process.pid + '.draft');
  fs.writeFileSync(draft, JSON.stringify(status), { mode: 0o600 });
  fs.renameSync(draft, path.join(dir, 'status.json'));
}

function report(message) {
  if (!process.connected) return;
  process.send(message, () => { if (process.connected) process.disconnect(); });
}

function open(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      server.on('error', () => {});
      resolve(server.address().port);
    });
  });
}

// On macOS and Windows a port that is taken on every address can still be bound on 127.0.0.1.
function answers(port) {
  return new Promise((resolve) => {
    const probe = net.connect({ port, host: '127.0.0.1' });
    const end = (answer) => { probe.destroy(); resolve(answer); };
    probe.setTimeout(1000, () => end(false));
    probe.once('connect', () => end(true)).once('error', () => end(false));
  });
}

function forward(client, containerPort) {
  connections.add(client);
  client.setNoDelay(true);
  client.on('close', () => connections.delete(client)).on('error', () => client.destroy());
  let inner;
  try {
    inner = Number(fs.readFileSync(path.join(portsDir, String(containerPort)), 'utf8'));
  } catch {}
  if (!inner) return client.resetAndDestroy();
  const upstream = net.connect({ port: inner, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  upstream.on('error', () => client.resetAndDestroy());
  client.on('close', () => upstream.destroy());
  client.pipe(upstream);
  upstream.pipe(client);
}

async function publish() {
  for (const { containerPort, hostPort, hostIp } of spec.ports) {
    const host = hostIp === '::1' ? '::1' : '127.0.0.1';
    if (hostPort !== undefined && host === '127.0.0.1' && (await answers(hostPort))) {
      throw Object.assign(new Error('address already in use'), { code: 'EADDRINUSE', hostPort });
    }
    const server = net.createServer({ allowHalfOpen: true }, (client) => forward(client, containerPort));
    servers.push(server);
    try {
      status.hostPorts.push(await open(server, hostPort ?? 0, host));
    } catch (error) {
      throw Object.assign(error, { hostPort });
    }
  }
}

function kill(signal, group) {
  try {
    if (group && process.platform !== 'win32') process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {}
}

let killAt = Infinity;
function stop(graceSeconds) {
  kill('SIGTERM', false);
  const at = Date.now() + graceSeconds * 1000;
  if (at >= killAt) return;
  killAt = at;
  clearTimeout(killTimer);
  killTimer = setTimeout(() => kill('SIGKILL', true), graceSeconds * 1000);
}

function obey(socket) {
  let text = '';
  socket.setTimeout(10000, () => { if (!text.includes('\n')) socket.destroy(); });
  socket.on('error', () => {}).on('data', (chunk) => {
    text += chunk;
    if (text.length > 4096) return socket.destroy();
    if (!text.includes('\n')) return;
    let request;
    try {
      request = JSON.parse(text.slice(0, text.indexOf('\n')));
    } catch {}
    if (!request || request.token !== token) return socket.destroy();
    if (request.op === 'stop') stop(Number(request.graceSeconds) || 0);
    if (request.op === 'kill') kill('SIGKILL', true);
    socket.write('{"ok":true}\n');
  });
}

async function finish(exitCode) {
  clearTimeout(killTimer);
  kill('SIGKILL', true);
  for (const server of servers) server.close();
  save({ state: 'exited', exitCode, finishedAt: new Date().toISOString() });
  // The last bytes of an answer may still be on their way to whoever asked.
  const deadline = Date.now() + 2000;
  while (connections.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  process.exit(0);
}

async function main() {
  try {
    await publish();
  } catch (error) {
    report({ failed: 'port', code: error.code, hostPort: error.hostPort, message: error.message });
    return setTimeout(() => process.exit(1), 1000).unref();
  }
  const control = net.createServer(obey);
  const controlPort = await open(control, 0, '127.0.0.1');
  fs.mkdirSync(portsDir, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(dir, 'network', 'network.json'), JSON.stringify({ supervisorPid: process.pid, hosts: spec.hosts }), { mode: 0o600 });
  const log = fs.openSync(path.join(dir, 'output.log'), 'a', 0o600);
  const { file, args, cwd, env } = spec.process;
  child = spawn(file, args, { cwd, env, stdio: ['ignore', log, log, 'pipe'], detached: process.platform !== 'win32', windowsHide: true });
  fs.closeSync(log);
  child.stdio[3].on('error', () => {});
  child.once('error', (error) => {
    report({ failed: 'start', code: error.code, message: error.message });
    setTimeout(() => process.exit(1), 1000).unref();
    for (const server of servers) server.close();
    control.close();
  });
  child.once('spawn', () => {
    save({ state: 'running', supervisorPid: process.pid, pid: child.pid, controlPort, token, startedAt: new Date().toISOString() });
    report({ started: true });
  });
  child.once('exit', (code, signal) => { finish(code ?? 128 + (os.constants.signals[signal] ?? 0)); });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(10));
  process.on('SIGHUP', () => {});
}

process.title = 'boyacky-lab practice container ' + spec.name;
main();
`;
