import { join } from 'node:path';
import { findMeantNodeTag } from '../../../shared/node-tags.js';
import { appPort } from '../../names.js';
import { applyEdits } from '../../edits/apply-edits.js';
import type { FileEdit } from '../../edits/file-edit.js';
import { newFile } from '../../edits/new-file.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import type { Workspace } from '../../workspace.js';
import { copyApp } from '../local/copy-app.js';
import { findEncodingFault } from './encoding-fault.js';
import { solutionFile } from './local-image.js';
import { readDockerfile, type DockerInstruction } from './read-dockerfile.js';
import { tellSyntaxError } from './tell-syntax-error.js';

const expected: Text = {
  ja: `Dockerfile に FROM node…、COPY、EXPOSE ${appPort}、CMD がある`,
  en: `the Dockerfile has FROM node…, COPY, EXPOSE ${appPort} and CMD`,
};

/** From here on the learner's own file: ours is copied only where there is none. */
export const dockerfile: Step = {
  id: 'image.dockerfile',
  kind: 'state',
  commands: async () => ['$EDITOR boyacky/Dockerfile'],
  check: checkDockerfile,
  edits: editsOfDockerfile,
  solve: async (context) => {
    await copyApp.solve(context);
    applyEdits(await editsOfDockerfile(context), context);
  },
};

async function editsOfDockerfile(context: StepContext): Promise<readonly FileEdit[]> {
  return await Promise.resolve(newFile(context.workspace, context.workspace.dockerfile, solutionFile(context, 'Dockerfile')));
}

async function checkDockerfile({ workspace }: StepContext): Promise<Verdict> {
  if (!workspace.exists(workspace.dockerfile)) {
    const misnamed = ['Dockerfile.txt', 'DockerFile', 'dockerfile'].find((name) => workspace.exists(join(workspace.appDir, name)));
    return notYet(
      expected,
      misnamed === undefined ? { ja: 'ファイルがありません', en: 'there is no such file' } : { ja: `${misnamed} ならあります`, en: `there is a ${misnamed}` },
      { ja: `${workspace.dockerfile} という名前（拡張子なし）で作ります。`, en: `Its name is ${workspace.dockerfile}, without an extension.` },
    );
  }
  const text = workspace.read(workspace.dockerfile);
  const encoding = findEncodingFault(text, 'Dockerfile');
  if (encoding !== undefined) return notYet(expected, encoding.observed, encoding.fix);
  const instructions = readInstructions(text);
  if ('refused' in instructions) return notYet(expected, instructions.refused, { ja: 'その行を直します。docker もビルドを断ります。', en: 'Fix that line: docker refuses to build with it.' });
  const fault = findFault(instructions) ?? findScriptFault(instructions, workspace);
  if (fault !== undefined) return notYet(expected, fault.observed, fault.fix);
  return done(...instructions.map(({ name, rest }) => plain(`${name} ${rest}`)));
}

function readInstructions(text: string): readonly DockerInstruction[] | { readonly refused: Text } {
  try {
    return readDockerfile(text);
  } catch (error) {
    return { refused: tellSyntaxError(error) };
  }
}

function findFault(instructions: readonly DockerInstruction[]): { observed: Text; fix: Text } | undefined {
  const all = (...names: string[]) => instructions.filter(({ name }) => names.includes(name));
  const bases = all('FROM').map(({ rest }) => rest.replace(/^--platform=\S+\s+/, '').split(/\s/)[0] ?? '');
  if (!bases.some((base) => /(^|\/)node/.test(base))) {
    return {
      observed: bases.length === 0 ? { ja: 'FROM がありません', en: 'there is no FROM' } : plain(`FROM ${bases.join(', ')}`),
      fix: { ja: 'Node.js の入ったイメージをベースイメージにします: FROM node:24-alpine', en: 'Use a base image that has Node.js in it: FROM node:24-alpine' },
    };
  }
  const misspelled = bases.map((base) => ({ base, meant: meantBase(base) })).find(({ meant }) => meant !== undefined);
  if (misspelled !== undefined) {
    return { observed: { ja: `FROM ${misspelled.base}: そういうタグはありません`, en: `FROM ${misspelled.base}: there is no such tag` }, fix: { ja: `たぶんこれです: FROM ${misspelled.meant ?? ''}`, en: `Probably this is meant: FROM ${misspelled.meant ?? ''}` } };
  }
  if (all('COPY', 'ADD').length === 0) {
    return { observed: { ja: 'COPY がありません', en: 'there is no COPY' }, fix: { ja: 'ソースをイメージに入れます: COPY . .', en: 'Put the source into the image: COPY . .' } };
  }
  const exposed = all('EXPOSE').map(({ rest }) => rest);
  if (!exposed.join(' ').split(/\s+/).some((port) => port === `${appPort}` || port === `${appPort}/tcp`)) {
    return {
      observed: exposed.length === 0 ? { ja: 'EXPOSE がありません', en: 'there is no EXPOSE' } : plain(`EXPOSE ${exposed.join(' ')}`),
      fix: { ja: `Boyacky が待ち受けるのは ${appPort} です: EXPOSE ${appPort}`, en: `Boyacky listens on ${appPort}: EXPOSE ${appPort}` },
    };
  }
  if (all('CMD', 'ENTRYPOINT').length === 0) {
    return {
      observed: { ja: 'CMD も ENTRYPOINT もありません', en: 'there is neither CMD nor ENTRYPOINT' },
      fix: { ja: '起動するプログラムを書きます: CMD ["node", "src/server.js"]', en: 'Say what to start: CMD ["node", "src/server.js"]' },
    };
  }
  return undefined;
}

/** Of an image of node on Docker Hub, whose tags are known. */
function meantBase(base: string): string | undefined {
  const [, name = '', tag] = /^((?:docker\.io\/)?(?:library\/)?node):([\w.-]+)$/.exec(base) ?? [];
  const meant = tag === undefined ? undefined : findMeantNodeTag(tag);
  return meant === undefined ? undefined : `${name}:${meant}`;
}

/** A script of the learner's own that the container begins with: with line ends of Windows it is "not found" there. */
function findScriptFault(instructions: readonly DockerInstruction[], workspace: Pick<Workspace, 'appDir' | 'exists' | 'read'>): { observed: Text; fix: Text } | undefined {
  const started = instructions.filter(({ name }) => name === 'CMD' || name === 'ENTRYPOINT').flatMap(({ rest }) => rest.match(/[\w./-]+\.sh\b/g) ?? []);
  const inApp = (path: string) => join(workspace.appDir, path);
  const script = started.map((path) => path.replace(/^\.?\/?(app\/)?/, '')).find((path) => workspace.exists(inApp(path)) && workspace.read(inApp(path)).includes('\r\n'));
  if (script === undefined) return undefined;
  return {
    observed: { ja: `${script} の改行が CRLF（Windows）です。コンテナの中では「no such file or directory」になります`, en: `the lines of ${script} end in CRLF (Windows); in a container that is told as "no such file or directory"` },
    fix: { ja: `エディターで改行を LF にするか、boyacky フォルダーで: sed -i 's/\\r$//' ${script}`, en: `Let them end in LF in your editor, or in the folder boyacky: sed -i 's/\\r$//' ${script}` },
  };
}
