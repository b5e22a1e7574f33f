import { templateError } from '../errors.js';

/**
 * Fn::Cidr: `count` blocks with `hostBits` host bits each, from the start of an IPv4 block.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 */
export function cidrBlocks(block: string, count: number, hostBits: number): string[] {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block);
  if (!match || !Number.isInteger(count) || count < 1 || count > 256 || !Number.isInteger(hostBits) || hostBits < 1 || hostBits > 31) {
    throw templateError('every Fn::Cidr object requires two required parameters, (1) ipBlock and (2) count, and has an optional third one, cidrBits');
  }
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  const whole = 2 ** (32 - prefix);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const start = address - (address % whole);
  const size = 2 ** hostBits;
  if (size * count > whole) throw templateError(`Fn::Cidr cannot make ${count} blocks with ${hostBits} host bits of ${block}`);
  return Array.from({ length: count }, (_, index) => {
    const base = start + index * size;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.')}/${32 - hostBits}`;
  });
}
