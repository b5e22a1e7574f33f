import { connect } from 'node:net';
import type { ContainerStatus } from './container-record.js';

export type SupervisorRequest = { readonly op: 'ping' | 'kill' } | { readonly op: 'stop'; readonly graceSeconds: number };

const ANSWER_TIMEOUT_MS = 5_000;

/** Asks the supervisor of a container. False when there is none any more: nobody else knows its token. */
export function askSupervisor(status: ContainerStatus, request: SupervisorRequest): Promise<boolean> {
  const { controlPort, token } = status;
  if (controlPort === undefined || token === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect({ port: controlPort, host: '127.0.0.1' });
    let answer = '';
    const end = () => {
      socket.destroy();
      resolve(answer.startsWith('{"ok":true}'));
    };
    socket.setTimeout(ANSWER_TIMEOUT_MS, end);
    socket.on('connect', () => socket.write(`${JSON.stringify({ ...request, token })}\n`));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8');
      if (answer.includes('\n')) end();
    });
    socket.on('error', end).on('close', end);
  });
}
