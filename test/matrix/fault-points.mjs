// Loaded into the built program before anything else (node --import): notices everything that it changes outside of its
// memory, namely requests that write to the target, and files. At one chosen point it ends the process the hard way.
//
//   FAULT_VISITED  file with a line for each point at which the program was killed before
//   FAULT_LOG      file that gets a line for each point passed
//   FAULT_ONLY     "record": kill nowhere
//   FAULT_SHARE    "1/2": of all points those whose names fall on the second half (0/2: the first); without it all
//
// A point is named by what is written, before or after: "http ecs:CreateCluster before", "file ledger.jsonl after".
// The first point that FAULT_VISITED does not name is where the program ends; so run after run it gets one point further.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';

const { FAULT_VISITED: visitedFile, FAULT_LOG: logFile, FAULT_ONLY: only, FAULT_SHARE: share = '0/1' } = process.env;
const [part, parts] = share.split('/').map(Number);
const { existsSync, readFileSync, writeFileSync, renameSync, rmSync, unlinkSync, cpSync, writeSync, openSync, mkdirSync, linkSync } = fs;
const visited = new Set(existsSync(visitedFile) ? readFileSync(visitedFile, 'utf8').split('\n') : []);

function pass(point) {
  note(logFile, point);
  if (only === 'record' || visited.has(point) || createHash('sha256').update(point).digest().readUInt32BE() % parts !== part) return;
  note(visitedFile, point);
  process.kill(process.pid, 'SIGKILL');
}

function note(file, line) {
  const descriptor = openSync(file, 'a');
  writeSync(descriptor, `${line}\n`);
  fs.closeSync(descriptor);
}

// --- files: only those of the workspace ------------------------------------------------------------------------------
const descriptors = new Map();
/**
 * The same file has the same name in every run: ids of processes and times are left out. The thousands of files of an
 * unpacked image or of an app's packages are written by the same few lines of code: each of those is one point.
 */
const nameOf = (path) => {
  const short = relative(process.cwd(), String(path));
  if (short.startsWith('..')) return undefined;
  if (short.includes('.boyacky-lab/practice/')) return 'practice/*';
  return short.replace(/\.\d+$/, '').replace(/\d{4}-\d\d-\d\dT[\d-]+Z/, 'TIME').split('/').slice(-2).join('/');
};
/** What the ledger says is a point of its own for each kind of thing, what the progress says one for each chapter. */
const detailOf = (data) => {
  const [, event, kind] = /"event":"(\w+)","kind":"([\w-]+)"/.exec(String(data)) ?? [];
  const [, chapter] = /"currentStep": "(\w+)\./.exec(String(data)) ?? [];
  return event !== undefined ? ` ${event} ${kind}` : chapter !== undefined ? ` ${chapter}` : '';
};

// Some of these functions are made of others: only the outermost counts.
let inside = false;
function around(name, original, describe) {
  fs[name] = (...args) => {
    const point = inside ? undefined : describe(...args);
    if (point === undefined) return original(...args);
    inside = true;
    try {
      pass(`file ${name} ${point} before`);
      const result = original(...args);
      pass(`file ${name} ${point} after`);
      return result;
    } finally {
      inside = false;
    }
  };
}
fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  descriptors.set(descriptor, path);
  return descriptor;
};
around('writeSync', writeSync, (descriptor, data) => {
  const name = descriptors.has(descriptor) ? nameOf(descriptors.get(descriptor)) : undefined;
  return name && `${name}${detailOf(data)}`;
});
around('writeFileSync', writeFileSync, (path, data) => {
  const name = nameOf(path);
  return name && `${name}${detailOf(data)}`;
});
around('renameSync', renameSync, (_, to) => nameOf(to));
around('rmSync', rmSync, (path) => nameOf(path));
around('unlinkSync', unlinkSync, (path) => nameOf(path));
around('cpSync', cpSync, (_, to) => nameOf(to));
around('linkSync', linkSync, (_, to) => nameOf(to));
around('mkdirSync', mkdirSync, (path) => (existsSync(path) ? undefined : nameOf(path)));

// --- requests that write ---------------------------------------------------------------------------------------------
const reads = /^(Get|List|Describe|BatchGet|Query|Scan|Head|Simulate|Filter)/;
const { request } = http;
http.request = (...args) => {
  const made = request(...args);
  const chunks = [];
  const { write, end } = made;
  made.write = (chunk, ...rest) => {
    chunks.push(chunk);
    return write.call(made, chunk, ...rest);
  };
  made.end = (chunk, ...rest) => {
    if (chunk !== undefined && typeof chunk !== 'function') chunks.push(chunk);
    const operation = operationOf(made, Buffer.concat(chunks.map((each) => Buffer.from(each))).toString());
    if (operation !== undefined && reads.test(operation.split(':')[1])) note(logFile, `read ${operation}`);
    if (operation === undefined || reads.test(operation.split(':')[1])) return end.call(made, chunk, ...rest);
    pass(`http ${operation} before`);
    made.once('response', () => pass(`http ${operation} after`));
    return end.call(made, chunk, ...rest);
  };
  return made;
};

/** "ECS:CreateCluster", "iam:CreateRole": from the header of the JSON protocols, from the form of the query ones. */
function operationOf(made, body) {
  const target = made.getHeader('x-amz-target');
  const service = /\/(\w+)\/aws4_request/.exec(String(made.getHeader('authorization') ?? ''))?.[1] ?? '';
  const name = typeof target === 'string' ? target.split('.').at(-1) : /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  return name === undefined ? undefined : `${service}:${name}`;
}

const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  const method = init?.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return await fetch(input, init);
  // Digests and upload ids are left out: they differ from run to run.
  const path = new URL(String(input?.url ?? input)).pathname.replace(/[0-9a-f-]{30,}/g, '*').replace(/\d{13,}.*$/, '*');
  pass(`http ${method} ${path} before`);
  const response = await fetch(input, init);
  pass(`http ${method} ${path} after`);
  return response;
};

syncBuiltinESMExports();
