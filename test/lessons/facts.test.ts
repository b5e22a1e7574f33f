import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import type { Language } from '../../src/workshop/types.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'lessons/boyacky');
const languages: readonly Language[] = ['ja', 'en'];

interface Fact {
  readonly what: string;
  /** The step whose section says it, or the beginning of a section's title. */
  readonly at: string;
  /** What stands there: words of AWS or Docker that are the same in both languages, then those of each language. */
  readonly both?: readonly RegExp[];
  readonly ja?: RegExp;
  readonly en?: RegExp;
}

/** What was told wrongly once, or was true of older versions only, as it is today. */
const facts: readonly Fact[] = [
  { what: 'an index cannot be scanned: the image below it can', at: 'ecr.scan', both: [/application\/vnd\.oci\.image\.index\.v1\+json' cannot be scanned/, /--image-id imageDigest=sha256:/] },
  { what: 'an index has another digest after each build', at: 'rollout.digests', ja: /ファイルが変わらなくても、ダイジェストはビルドのたびに 変わります/, en: /digest of an index is another one after each build, even of unchanged files/ },
  { what: 'for another CPU a single image stops, and of an index nothing starts', at: 'taskdef.register', both: [/exec format error/, /does not contain descriptor matching platform 'linux\/amd64'/] },
  { what: 'newer versions list images without a name only when asked', at: 'image.compare', both: [/docker image ls -a --format/, /<untagged>/] },
  { what: 'there is not always a column TAG', at: 'image.tag-meaning', both: [/Docker 29/, /`IMAGE`/] },
  { what: 'draining lasts a fixed time', at: 'rollout.draining', ja: /処理中のリクエストがなくても、300 秒は続きます/, en: /a fixed 300 seconds, even where no request is under way/ },
  { what: 'who may not pass roles is refused at the task definition', at: 'service.create', both: [/iam:PassRole/, /register-task-definition/] },
  { what: 'the first cluster brings the role, whoever makes it', at: 'cluster.service-linked-role', ja: /コンソールからでも CLI からでも/, en: /from the console or the CLI/ },
  { what: 'Docker Hub refuses in one of two ways', at: 'ecr.tag', both: [/denied: requested access to the resource is denied/, /insufficient_scope: authorization failed/] },
  { what: 'what becomes of the same content under an immutable tag is not certain', at: 'ecr.immutable', both: [/ImageTagAlreadyExistsException/], ja: /あてにしない/, en: /Do not depend on it/ },
  { what: 'version 1 of the AWS CLI works, and ends', at: 'foundation.tools', both: [/2\.13/, /1\.29/, /2027-07-15/] },
  { what: 'Node.js 20 is over', at: 'local.install', ja: /新しく入れるなら 22 以降/, en: /22 or newer/ },
  { what: 'where a definition could run has three answers', at: 'taskdef.read', both: [/MANAGED_INSTANCES/] },
  { what: 'ECS Exec needs a plugin here, and tasks that start afterwards', at: 'service.look', both: [/Session Manager/], ja: /そのあとで 始まったタスクだけ/, en: /only for tasks that start afterwards/ },
  { what: '503 is no target at all; unhealthy ones are asked all the same', at: 'service.open', ja: /登録されたターゲットが 1 つもない[\s\S]*全部が `unhealthy`/, en: /no target is registered[\s\S]*all targets are `unhealthy`/ },
  { what: 'all network interfaces, of IPv4', at: 'local.run', ja: /すべてのネットワークインターフェイス（IPv4）/, en: /all network interfaces \(IPv4\)/ },
];

/** What no page says any more. */
const never: readonly { readonly what: string; readonly found: RegExp }[] = [
  { what: 'gateway endpoints are not PrivateLink', found: /PrivateLink/ },
  { what: 'a filter that shows nothing in some versions of Docker', found: /filter dangling=true/ },
  { what: 'a share of a price without the month that it was read in', found: /(?:\d+ ?% cheaper|\d 割ほど安い)(?!.*20\d\d)/ },
];

/** The sections of all chapters, each in one line, by the step that they are of. */
function sectionsIn(language: Language): ReadonlyMap<string, string> {
  const chapters = readdirSync(folder).filter((name) => /^\d\d-/.test(name));
  const sections = chapters.flatMap((chapter) => readFileSync(join(folder, chapter, `${language}.md`), 'utf8').split(/^## /m));
  return new Map(sections.map((section) => [/::step\{#([\w.-]+)\}/.exec(section)?.[1] ?? section.split('\n')[0] ?? '', section.replaceAll(/\s+/g, ' ')]));
}

describe.each(languages)('what the lessons say of AWS and Docker, %s', (language) => {
  const sections = sectionsIn(language);

  it.each(facts)('$at: $what', ({ at, both = [], [language]: own }) => {
    for (const said of [...both, ...(own === undefined ? [] : [own])]) expect(sections.get(at)).toMatch(said);
  });

  it.each(never)('nowhere: $what', ({ found }) => {
    expect([...sections].filter(([, text]) => found.test(text)).map(([id]) => id)).toEqual([]);
  });

  it('a size that there is not, and a pair that there is not, are refused in different words', () => {
    const { question } = allSteps.find(({ id }) => id === 'taskdef.sizes') ?? {};
    const [unknown] = question?.choices.filter((choice) => choice[language].includes('300')) ?? [];
    expect(unknown?.why?.[language]).toContain("Invalid 'cpu' setting for task.");
    expect(question?.explanation[language]).toContain('No Fargate configuration exists for given values.');
  });

  it('the glossary knows both ends of an image for another CPU', () => {
    const row = readFileSync(join(root, `docs/glossary.${language}.md`), 'utf8').split('\n').find((line) => line.includes('X86_64'));
    expect(row).toMatch(/exec format error.*descriptor matching platform/);
  });
});
