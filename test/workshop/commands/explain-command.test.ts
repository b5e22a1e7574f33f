import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCommandGlossary } from '../../../src/workshop/commands/command-glossary.js';
import { explainCommand } from '../../../src/workshop/commands/explain-command.js';
import { splitCommand } from '../../../src/workshop/commands/split-command.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';
import { begin } from '../steps/support-rollout/begin.js';

const glossary = loadCommandGlossary(fileURLToPath(new URL('../../../lessons/boyacky/commands.yaml', import.meta.url)));
const texts = (line: string) => explainCommand(line, glossary).map(({ text }) => text);

describe('splitting a command line', () => {
  it.each([
    ['a  b', ['a', 'b']],
    [`curl -d 'one two' "x y"`, ['curl', '-d', `'one two'`, `"x y"`]],
    ['a|b && c>f', ['a', '|', 'b', '&&', 'c', '>', 'f']],
    ['docker push <repository URI>:1.0', ['docker', 'push', '<repository URI>:1.0']],
    [`a 'x|y' b\\ c`, ['a', `'x|y'`, 'b\\ c']],
  ])('%s', (line, words) => {
    expect(splitCommand(line).map(({ raw }) => raw)).toEqual(words);
  });

  it('keeps whatever is quoted in one word', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((text) => !text.includes("'")), { minLength: 1 }), (given) => {
        const line = given.map((text) => `'${text}'`).join(' ');
        expect(splitCommand(line).map(({ raw }) => raw)).toEqual(given.map((text) => `'${text}'`));
      }),
    );
  });
});

describe('explaining a command', () => {
  it('takes options with their words, operands and joiners apart', () => {
    expect(texts('docker container run -d -p 8080:8080 boyacky/web-app')).toEqual(['docker container run', '-d', '-p 8080:8080', 'boyacky/web-app']);
    expect(texts('aws ecs create-cluster --cluster-name c --capacity-providers FARGATE FARGATE_SPOT')).toEqual(['aws ecs create-cluster', '--cluster-name c', '--capacity-providers FARGATE FARGATE_SPOT']);
    expect(texts(`sed 's|a|b|' x.json > y.json`)).toEqual(['sed', `'s|a|b|'`, 'x.json', '> y.json']);
    expect(texts('aws ecr get-login-password --region r | docker login --username AWS --password-stdin host')).toEqual(['aws ecr get-login-password', '--region r', '|', 'docker login', '--username AWS', '--password-stdin', 'host']);
  });

  it('takes apart, behind the word that it becomes, a command whose output is wanted', () => {
    const inner = 'aws elbv2 describe-target-groups --names g --output text';
    expect(texts(`aws elbv2 describe-target-health --target-group-arn "$(${inner})" | tee x`)).toEqual([
      ...['aws elbv2 describe-target-health', `--target-group-arn "$(${inner})"`, '$( )', 'aws elbv2 describe-target-groups', '--names g', '--output text'],
      ...['|', 'tee x'],
    ]);
    expect(texts(`docker push '$(x)'`)).toEqual(['docker push', `'$(x)'`]);
  });

  it('takes the words of an engine that is like docker for docker’s', () => {
    expect(explainCommand('podman version', glossary)[0]?.means?.en).toContain('daemon');
  });

  it('leaves unexplained what it does not know', () => {
    expect(explainCommand('docker image ls --nonsense x', glossary).at(-1)).toEqual({ text: '--nonsense x', means: undefined });
    expect(explainCommand('rm -rf x', glossary)).toEqual([{ text: 'rm -rf x', means: undefined }]);
  });
});

describe('the glossary', () => {
  it('has both languages for everything', () => {
    const entries = [
      ...Object.values(glossary.joiners),
      ...Object.values(glossary.common).flatMap((options) => Object.values(options)),
      ...glossary.commands.flatMap((entry) => [entry, ...Object.values(entry.options ?? {}), ...(entry.operands ?? [])]),
    ];
    for (const { ja, en } of entries) {
      expect(ja, en).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
      expect(en, ja).toMatch(/[a-z]/);
    }
  });

  it('explains every part of every command that a step shows, and nothing that none shows', async () => {
    const { context } = await begin('rollout.update');
    const shown: string[] = [];
    for (const { commands, afterwards } of allSteps) shown.push(...((await commands?.(context)) ?? []), ...((await afterwards?.(context)) ?? []));
    expect(shown.length).toBeGreaterThan(70);
    const used = new Set<unknown>();
    for (const line of shown) {
      for (const { text, means } of explainCommand(line, glossary)) {
        expect(means, `${text} in: ${line}`).toBeDefined();
        used.add(means);
      }
    }
    // Shown only once something is there: what tidies up, and a task by its id.
    const later = /^(docker image rm|docker container rm|aws ecs describe-tasks)$/;
    expect(glossary.commands.filter((entry) => !used.has(entry) && !later.test(entry.command)).map(({ command }) => command)).toEqual([]);
  });
});
