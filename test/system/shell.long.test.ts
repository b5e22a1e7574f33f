// Needs zsh, fish and the AWS CLI, which .ci/run installs.
// A learner's shell in a real pseudo-terminal: their own start files, our docker and aws, the open step in the prompt.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { npmEnvironment } from '../support/npm-environment.js';
import { startTerminal } from '../support/start-terminal.js';
import { planLine } from '../../src/cli/shell/launch-plan.js';
import { learnerShell } from '../../src/cli/shell/shell-kind.js';
import { makeTempDir } from '../support/temp-dir.js';
import { makeWorkshopFolder, type WorkshopFolder } from './workshop-folder.js';

const enter = '\r';
const awsCli = process.env.BOYACKY_TEST_AWS_CLI ?? '/usr/bin/aws';
async function workshop(): Promise<WorkshopFolder> {
  const folder = makeWorkshopFolder();
  const { exitCode, stderr } = await folder.run(['start', '--yes', '--keep', '--engine', 'practice', '--lang', 'en', '--until', 'foundation.identity']);
  expect(exitCode, stderr).toBe(0);
  // As the lesson's screen leaves it.
  writeFileSync(join(folder.root, '.boyacky-lab', 'open-step'), 'ecr.push\n');
  return folder;
}

function openShell(folder: WorkshopFolder, shell: string, env: Record<string, string> = {}) {
  const { cwd, home } = folder;
  return startTerminal(['shell', '--lang', 'en'], { cwd, home, columns: 200, env: { SHELL: shell, BOYACKY_TEST_AWS_CLI: awsCli, AWS_PROFILE: 'theirs', AWS_SESSION_TOKEN: 'theirs', ...npmEnvironment, ...env } });
}

describe('boyacky-lab shell', { timeout: 300_000 }, () => {
  it('in bash: docker, aws and boyacky-lab work on the target, and the learner\'s own start file is kept', async () => {
    const folder = await workshop();
    writeFileSync(join(folder.home, '.bashrc'), "alias hello='echo a-word-of-$((40 + 2))'\nPS1='mine> '\nexport AWS_PROFILE=theirs AWS_REGION=us-east-1\nexport PATH=/usr/bin:/bin\n");
    const terminal = openShell(folder, '/bin/bash');
    await terminal.said('talk to the sandbox');
    await terminal.said('no isolation');
    await terminal.said('(boyacky ecr.push) mine> ');

    terminal.type(`hello${enter}`);
    await terminal.said('a-word-of-42');
    terminal.type(`aws sts get-caller-identity --query Account --output text${enter}`);
    await terminal.said(/\n\d{12}\n/);
    terminal.type(`echo "profile=[$AWS_PROFILE$AWS_SESSION_TOKEN] region=$AWS_REGION"${enter}`);
    await terminal.said('profile=[] region=ap-northeast-1');
    terminal.type(`env | grep -c BOYACKY_LAB_KEPT${enter}`);
    await terminal.said('\n0\n');

    terminal.type(`docker volume ls${enter}`);
    await terminal.said('docker volume is not supported by the practice engine');
    terminal.type(`docker imagine${enter}`);
    await terminal.said('unknown command: docker imagine');

    terminal.type(`boyacky-lab solve image.dockerfile && cd boyacky && docker image build -t boyacky/web-app .${enter}`);
    await terminal.said('Successfully tagged boyacky/web-app:latest');
    terminal.type(`docker container run -d -p 8080:8080 boyacky/web-app${enter}`);
    await terminal.said(/\n[0-9a-f]{64}\n/);
    terminal.type(`docker container ls${enter}`);
    await terminal.said('127.0.0.1:8080->8080/tcp');
    terminal.type(`boyacky-lab verify image.run && echo verified=$?${enter}`);
    await terminal.said('verified=0');

    terminal.type(`docker container exec -it $(docker ps -q) /bin/sh${enter}`);
    await terminal.said('not a real shell');
    terminal.type(`ls${enter}`);
    await terminal.said('package.json');
    terminal.type(`exit${enter}`);
    await terminal.said('(boyacky image.dockerfile) mine> ');
    // Ctrl-C ends what runs in the shell, and not the shell.
    terminal.type(`docker logs -f $(docker ps -q)${enter}`);
    await terminal.said('listening on');
    terminal.type('\u0003');
    await terminal.said('(boyacky image.dockerfile) mine> ');

    writeFileSync(join(folder.root, '.boyacky-lab', 'open-step'), 'ecr.scan\n');
    terminal.type(`docker rm -f $(docker ps -q)${enter}`);
    await terminal.said('(boyacky ecr.scan) mine> ');
    terminal.type(`exit${enter}`);
    expect((await terminal.ended).exitCode).toBe(0);

    const dir = join(folder.root, '.boyacky-lab', 'shell');
    expect(statSync(join(dir, 'bin')).mode & 0o777).toBe(0o700);
    const secret = folder.endpoint()?.secretAccessKey ?? '';
    expect(secret).not.toBe('');
    const written = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(written.map(({ name }) => name)).toEqual(expect.arrayContaining(['aws', 'boyacky-lab', 'docker']));
    for (const { parentPath, name } of written) expect(readFileSync(join(parentPath, name), 'utf8')).not.toContain(secret);
  });

  it('logs in and pushes to the sandbox\'s registry with the lesson\'s own commands, while start is open elsewhere', async () => {
    const folder = makeWorkshopFolder();
    expect((await folder.run(['start', '--yes', '--keep', '--engine', 'practice', '--lang', 'en', '--until', 'ecr.repository'])).exitCode).toBe(0);
    const lesson = startTerminal(['start', '--lang', 'en', '--from', 'ecr.login'], { cwd: folder.cwd, home: folder.home, env: npmEnvironment });
    await lesson.said('ecr.login');
    const terminal = openShell(folder, '/bin/bash');
    await terminal.said('(boyacky ');
    const uri = '$(aws ecr describe-repositories --query "repositories[0].repositoryUri" --output text)';
    terminal.type(`URI=${uri}; aws ecr get-login-password | docker login --username AWS --password-stdin \${URI%%/*}${enter}`);
    await terminal.said('Login Succeeded');
    terminal.type(`docker tag boyacky/web-app:latest $URI:1.0 && docker push $URI:1.0${enter}`);
    await terminal.said(/1\.0: digest: sha256:[0-9a-f]{64}/);
    terminal.type(`boyacky-lab verify ecr.push; echo verified=$?${enter}`);
    await terminal.said('verified=0');
    terminal.type(`exit${enter}`);
    expect((await terminal.ended).exitCode).toBe(0);
    lesson.type('\u0003');
    await lesson.ended;
  });

  it.each([
    { program: '/usr/bin/zsh', start: '.zshrc', text: "alias hello='echo a-word-of-$((40 + 2))'\nPROMPT='mine> '\nexport AWS_PROFILE=theirs\n", prompt: '(boyacky ecr.push) mine> ' },
    {
      program: '/usr/bin/fish',
      start: '.config/fish/config.fish',
      text: "alias hello='echo a-word-of-(math 40 + 2)'\nfunction fish_prompt; printf 'mine> '; end\nset -gx AWS_PROFILE theirs\n",
      prompt: '(boyacky ecr.push) mine> ',
    },
    { program: '/bin/sh', start: '.profile', text: '', prompt: '(boyacky ecr.push) $ ' },
  ])('in $program', async ({ program, start, text, prompt }) => {
    const folder = await workshop();
    expect(existsSync(program), `${program} is missing: .ci/run installs it`).toBe(true);
    mkdirSync(join(folder.home, start, '..'), { recursive: true });
    writeFileSync(join(folder.home, start), text);
    // Else fish makes completions in the background, still after the test.
    mkdirSync(join(folder.home, '.local/share/fish/generated_completions'), { recursive: true });
    const terminal = openShell(folder, program);
    await terminal.said(prompt);
    if (text !== '') {
      terminal.type(`hello${enter}`);
      await terminal.said('a-word-of-42');
    }
    terminal.type(`aws sts get-caller-identity --query Account --output text${enter}`);
    await terminal.said(/\d{12}/);
    terminal.type(`env | grep -c -e AWS_PROFILE -e BOYACKY_LAB_KEPT | sed 's/^/left=/'${enter}`);
    await terminal.said('left=0');
    terminal.type(`docker swarm init${enter}`);
    await terminal.said('docker swarm is not supported');
    terminal.type(`boyacky-lab verify foundation.tools${enter}`);
    await terminal.said('done 1');
    terminal.type(`exit${enter}`);
    expect((await terminal.ended).exitCode).toBe(0);
  });
});

describe('one line at a step', () => {
  it.each(['/bin/bash', '/bin/sh', '/usr/bin/zsh', '/usr/bin/fish'])('%s', (program) => {
    const home = makeTempDir();
    const [labDir, binDir] = [join(home, 'lab'), join(home, "lab's bin")];
    for (const dir of [labDir, binDir, join(home, 'sub'), join(home, '.config/fish'), join(home, '.local/share/fish/generated_completions')]) mkdirSync(dir, { recursive: true });
    writeFileSync(join(binDir, 'docker'), '#!/bin/sh\necho "ours: $*"\n', { mode: 0o700 });
    writeFileSync(join(home, '.zshenv'), 'export AWS_PROFILE=theirs PATH=/usr/bin:/bin\n');
    writeFileSync(join(home, '.config/fish/config.fish'), 'set -gx AWS_PROFILE theirs\nset -gx PATH /usr/bin /bin\n');
    const changes = { AWS_PROFILE: undefined, AWS_REGION: 'r' };
    const lab = { cwd: home, env: { HOME: home, PATH: `${binDir}:/usr/bin:/bin`, AWS_REGION: 'r' }, changes, binDir, labDir, openStepFile: join(home, 'step') };
    const note = join(home, 'note');
    const run = (line: string) => {
      const { program: file, args, env } = planLine(learnerShell({ SHELL: program }), line, note, lab);
      const { status, stdout, stderr } = spawnSync(file, [...args], { cwd: home, env, encoding: 'utf8' });
      return { status, stdout, stderr };
    };
    expect(run(`docker run 'a b' && cd sub && env | grep -e AWS_P -e AWS_R -e KEPT`)).toEqual({ status: 0, stdout: 'ours: run a b\nAWS_REGION=r\n', stderr: '' });
    expect(readFileSync(note, 'utf8').trim()).toBe(join(home, 'sub'));
    expect(run('exit 7').status).toBe(7);
    expect(run('no-such-program-here').status).toBe(127);
  });
});
