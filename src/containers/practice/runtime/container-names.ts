import { randomInt } from 'node:crypto';

const QUALITIES = ['brisk', 'calm', 'candid', 'clever', 'cosy', 'curious', 'gentle', 'hearty', 'honest', 'jolly', 'keen', 'lucid', 'mellow', 'merry', 'neat', 'nimble', 'patient', 'plucky', 'quiet', 'sunny', 'tidy', 'witty'];
const THINGS = ['anchor', 'barge', 'beacon', 'bell', 'canoe', 'compass', 'crane', 'dock', 'dolphin', 'ferry', 'gull', 'harbour', 'kite', 'lantern', 'otter', 'pier', 'raft', 'reef', 'sail', 'tide', 'tugboat', 'whale'];

/** "quiet_otter": a name for a container that was given none. */
export function inventContainerName(isTaken: (name: string) => boolean): string {
  for (let tries = 0; ; tries += 1) {
    const name = `${pick(QUALITIES)}_${pick(THINGS)}${tries > 5 ? randomInt(1000) : ''}`;
    if (!isTaken(name)) return name;
  }
}

function pick(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? '';
}
