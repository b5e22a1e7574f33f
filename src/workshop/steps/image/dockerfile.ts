import { join } from 'node:path';
import { appPort } from '../../names.js';
import { applyEdits } from '../../edits/apply-edits.js';
import type { FileEdit } from '../../edits/file-edit.js';
import { newFile } from '../../edits/new-file.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { copyApp } from '../local/copy-app.js';
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
  const instructions = readInstructions(workspace.read(workspace.dockerfile));
  if ('refused' in instructions) return notYet(expected, instructions.refused, { ja: 'その行を直します。docker もビルドを断ります。', en: 'Fix that line: docker refuses to build with it.' });
  const fault = findFault(instructions);
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
