import { option, toggle, type DockerCommand } from '../docker-command.js';
import { readInput } from '../read-input.js';
import { refuse, ShimError } from '../shim-context.js';

/** `docker login --username AWS --password-stdin REGISTRY`: the password comes by standard input and is not shown. */
export const login: DockerCommand = {
  names: ['login'],
  usage: '--username NAME --password-stdin SERVER',
  about: { ja: 'レジストリにログインする', en: 'Log in to a registry' },
  flags: [option('username', 'u'), toggle('password-stdin')],
  refusedFlags: 'password|p',
  operands: { min: 0, max: 1 },
  run: async ({ engine, out, stdin }, args) => {
    const username = args.value('username');
    const [registry] = args.operands;
    if (!args.has('password-stdin')) throw refuse('docker login without --password-stdin');
    if (username === undefined) throw new ShimError('Must provide --username with --password-stdin');
    if (registry === undefined) throw refuse('docker login to Docker Hub');
    if (stdin.isTTY === true) throw new ShimError('Error: --password-stdin needs a pipe: aws ecr get-login-password | docker login --username AWS --password-stdin SERVER');
    const password = (await readInput(stdin)).toString('utf8').replace(/\r?\n$/, '');
    if (password === '') throw new ShimError('Error: password is empty');
    await engine.login({ registry: registry.replace(/^https?:\/\//, '').replace(/\/.*$/, ''), username, password });
    out('Login Succeeded\n');
    return 0;
  },
};
