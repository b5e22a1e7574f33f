import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsShim, knowsEndpointVariable } from '../../../src/cli/shell/aws-shim.js';
import { quoteForFish, quoteForPowerShell } from '../../../src/cli/shell/quote.js';
import { keptCopies, repairOf } from '../../../src/cli/shell/repair.js';
import { learnerShell } from '../../../src/cli/shell/shell-kind.js';
import { shimForCmd, shimForSh, type Shim } from '../../../src/cli/shell/shim.js';
import { bashStartFile, powerShellStart } from '../../../src/cli/shell/start-files.js';
import { targetEnvironment } from '../../../src/cli/shell/target-environment.js';
import { makeTempDir } from '../../support/temp-dir.js';

const nasty = `a b'c"d$e\`f\\g%h!`;
const sandbox = { kind: 'sandbox', region: 'ap-northeast-1', endpointUrl: 'http://127.0.0.1:1', environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' } } as const;

describe('a shim', () => {
  it('hands on every argument word for word', () => {
    const dir = makeTempDir();
    const file = join(dir, 'shim');
    writeFileSync(file, shimForSh({ name: 'x', command: [process.execPath, '-e', 'console.log(JSON.stringify(process.argv.slice(1)))', nasty] }));
    chmodSync(file, 0o700);
    const typed = ['--flag', nasty, '', '*', 'あ'];
    expect(JSON.parse(spawnSync(file, ['--', ...typed].slice(1), { encoding: 'utf8' }).stdout)).toEqual([nasty, ...typed]);
  });

  it('that only says something exits 127', () => {
    const dir = makeTempDir();
    const file = join(dir, 'shim');
    writeFileSync(file, shimForSh({ name: 'aws', message: `it's\nnot here %s` }), { mode: 0o700 });
    const { status, stderr } = spawnSync(file, ['sts'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 127, stderr: `it's\nnot here %s\n` });
  });

  it('for Windows quotes what cmd would read', () => {
    expect(shimForCmd({ name: 'docker', command: ['C:\\Program Files\\node.exe', 'C:\\100%\\bin.js'] })).toBe('@"C:\\Program Files\\node.exe" "C:\\100%%\\bin.js" %*\r\n');
    expect(shimForCmd({ name: 'aws', message: 'a & b' })).toContain('echo(a ^& b 1>&2\r\nexit /b 127');
  });
});

describe('the shim for aws', () => {
  const cli = (answer: string) => {
    const dir = makeTempDir();
    writeFileSync(join(dir, 'aws'), `#!/bin/sh\necho '${answer}'\n`, { mode: 0o700 });
    return { dir, env: { PATH: dir } };
  };

  it.each([['aws-cli/2.9.19 Python/3.11', false], ['aws-cli/2.13.0 x', true], ['aws-cli/2.27.1 x', true], ['aws-cli/1.28.9 x', false], ['aws-cli/1.45.11 x', true], ['aws-cli/3.0.0', true], ['pyenv: aws: command not found', false]])('%s', (answer, knows) => {
    expect(knowsEndpointVariable(answer)).toBe(knows);
  });

  it('gives the endpoint to an old one, and leaves a new one alone', async () => {
    const old = cli('aws-cli/2.9.19');
    expect(await awsShim('http://127.0.0.1:1', old.env, '/ours', 'none')).toEqual<Shim>({ name: 'aws', command: [join(old.dir, 'aws'), '--endpoint-url', 'http://127.0.0.1:1'] });
    expect(await awsShim(undefined, old.env, '/ours', 'none')).toBeUndefined();
    expect(await awsShim('http://127.0.0.1:1', cli('aws-cli/2.30.0').env, '/ours', 'none')).toBeUndefined();
  });

  it('says so when there is none; our own does not count', async () => {
    const ours = cli('aws-cli/2.30.0');
    expect(await awsShim('http://127.0.0.1:1', ours.env, ours.dir, 'none')).toEqual({ name: 'aws', message: 'none' });
  });
});

describe('the environment', () => {
  const outside = { AWS_PROFILE: 'theirs', AWS_SESSION_TOKEN: 'theirs', AWS_CA_BUNDLE: '/ca.pem', AWS_ENDPOINT_URL_S3: 'x', HOME: '/home' };

  it('of the sandbox has nothing of the learner\'s own accounts', () => {
    const changes = targetEnvironment({ target: sandbox, labDir: '/lab' }, outside);
    for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL_S3']) expect(Object.entries(changes)).toContainEqual([name, undefined]);
    expect(changes).not.toHaveProperty('AWS_CA_BUNDLE');
    expect(changes).toMatchObject({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_CONFIG_FILE: '/lab/no-aws-config', AWS_SHARED_CREDENTIALS_FILE: '/lab/no-aws-credentials', AWS_PAGER: '' });
  });

  it('finds the sandbox and the containers beside a proxy, not behind it', () => {
    const proxied = { ...outside, HTTP_PROXY: 'http://proxy:3128', no_proxy: 'intra,localhost' };
    const changes = targetEnvironment({ target: sandbox, labDir: '/lab' }, proxied);
    expect(changes).toMatchObject({ NO_PROXY: 'intra,localhost,127.0.0.1', no_proxy: 'intra,localhost,127.0.0.1' });
    expect(repairOf('/lab/bin', changes).keep).toEqual(expect.arrayContaining(['NO_PROXY', 'no_proxy']));
    expect(targetEnvironment({ target: sandbox, labDir: '/lab' }, outside)).not.toHaveProperty('NO_PROXY');
  });

  it('of an account with a profile has no keys that would go before it', () => {
    const target = { kind: 'aws', region: 'ap-northeast-1', environment: { AWS_PROFILE: 'lab' } } as const;
    expect(Object.entries(targetEnvironment({ target, profile: 'lab', labDir: '/lab' }, outside))).toEqual(expect.arrayContaining([['AWS_ACCESS_KEY_ID', undefined], ['AWS_SESSION_TOKEN', undefined], ['AWS_PROFILE', 'lab']]));
  });

  it('of an account with keys has no profile that another client would prefer', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'x' };
    const target = { kind: 'aws', region: 'ap-northeast-1', environment: keys } as const;
    const changes = targetEnvironment({ target, labDir: '/lab' }, { ...outside, ...keys });
    expect(changes).toMatchObject({ ...keys, AWS_PROFILE: undefined });
    expect(repairOf('/lab/bin', changes).unset).toContain('AWS_PROFILE');
  });

  it('is put right after the start files by name: no value is in a file', () => {
    const changes = targetEnvironment({ target: sandbox, labDir: '/lab' }, outside);
    const repair = repairOf('/lab/bin', changes);
    expect(keptCopies(repair, changes)).toMatchObject({ BOYACKY_LAB_KEPT_AWS_SECRET_ACCESS_KEY: 'secret' });
    for (const text of [bashStartFile(repair), powerShellStart(repair)]) {
      expect(text).toContain('AWS_SECRET_ACCESS_KEY');
      expect(text).not.toContain('secret');
    }
  });
});

describe('PowerShell', () => {
  it('gets its PATH, its environment and its prompt', () => {
    const text = powerShellStart({ binDir: "C:\\Users\\O'Neil\\bin", keep: ['AWS_REGION'], unset: ['AWS_PROFILE'] });
    expect(text).toContain("$env:PATH = 'C:\\Users\\O''Neil\\bin' + [IO.Path]::PathSeparator + $env:PATH");
    expect(text).toContain('foreach ($name in @(\'AWS_REGION\')) {\n  [Environment]::SetEnvironmentVariable($name, [Environment]::GetEnvironmentVariable("BOYACKY_LAB_KEPT_$name"))');
    expect(text).toContain("foreach ($name in @('AWS_PROFILE')) { [Environment]::SetEnvironmentVariable($name, $null) }");
    expect(text).toContain('"(boyacky$step) " + (& $global:__boyackyPrompt)');
  });

  it('and fish have quotes of their own', () => {
    expect(quoteForPowerShell('a’b')).toBe("'a’’b'");
    expect(quoteForFish(`a\\b'c`)).toBe(`'a\\\\b\\'c'`);
  });
});

describe('the learner\'s shell', () => {
  it.each([
    ['/bin/bash', 'bash', '/bin/bash'],
    ['/opt/homebrew/bin/fish', 'fish', '/opt/homebrew/bin/fish'],
    ['/bin/zsh', 'zsh', '/bin/zsh'],
    ['/usr/bin/pwsh', 'powershell', '/usr/bin/pwsh'],
    ['/bin/dash', 'sh', '/bin/dash'],
    ['/bin/tcsh', 'sh', '/bin/sh'],
    [undefined, 'sh', '/bin/sh'],
  ])('%s', (SHELL, kind, program) => {
    expect(learnerShell({ SHELL }, 'linux')).toEqual({ kind, program });
  });

  it('is PowerShell on Windows', () => {
    expect(learnerShell({}, 'win32')).toEqual({ kind: 'powershell', program: 'powershell.exe' });
    expect(learnerShell({ SHELL: 'C:\\Program Files\\Git\\bin\\bash.exe' }, 'win32').kind).toBe('bash');
  });
});
