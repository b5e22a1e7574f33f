import type { Lab } from './lab.js';

/** What differs from run to run, in the one place where it is told apart from the words. */
export function normalise(words: string, { session }: Lab): string {
  const { workspace, sandbox, context } = session;
  const { account } = context.progress.state;
  return words
    .replaceAll(workspace.root, '<workspace>')
    .replaceAll(sandbox?.url ?? '<none>', '<endpoint>')
    // By its number: the short id of an image may be of twelve digits, too.
    .replaceAll(account ?? '<none>', '<account>')
    .replace(/sha256:[0-9a-f]{12,64}/g, '<digest>')
    .replace(/\b[0-9a-f]{32}\b/g, '<id>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>')
    .replace(/\b(vpc|subnet|sg|eni|igw|rtb)-[0-9a-f]{8,17}\b/g, '<$1>')
    .replace(/\b[0-9a-f]{12}\b/g, '<short-id>')
    .replace(/\b[0-9a-f]{16}\b/g, '<id>')
    .replace(/\b10\.0\.\d+\.\d+\b/g, '<ip>')
    .replace(/127\.0\.0\.1:\d+|localhost:(?!8080|8081)\d+/g, '<registry>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    // Both are true of a stack that rolls back, and either subnet may be the first to fail.
    .replace(/ROLLBACK_(IN_PROGRESS|COMPLETE)/g, 'ROLLBACK_…')
    .replace(/\b(Public|Private)Subnet[12]\b/g, '<subnet>')
    .replace(/boyacky-taskdef:\d+/g, 'boyacky-taskdef:<n>');
}
