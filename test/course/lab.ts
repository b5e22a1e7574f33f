import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient } from '@aws-sdk/client-iam';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect, openFolder, type Session } from '../../src/cli/compose.js';
import { guardAccount } from '../../src/cli/guard.js';
import { stopSandbox } from '../../src/cli/sandbox-process.js';
import { cleanUp } from '../../src/workshop/clean-up/clean-up.js';
import type { StepContext } from '../../src/workshop/types.js';
import { createScriptedTerminal } from '../cli/lesson/scripted-terminal.js';

/** A workshop that is under way: the program's own pieces, and clients to do wrong things with. */
export interface Lab {
  readonly session: Session;
  readonly context: StepContext;
  readonly ecs: ECSClient;
  readonly ecr: ECRClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly iam: IAMClient;
  readonly cloudFormation: CloudFormationClient;
  close(): Promise<void>;
}

/** Opens a workspace in `folder` with a sandbox of its own. */
export async function openLab(folder: string, engine: 'docker' | 'practice'): Promise<Lab> {
  const abort = new AbortController();
  const open = openFolder(join(folder, 'workshop'), { engine, target: 'sandbox', lang: 'en', owner: 'learner' }, { changes: true });
  const session = await connect(open, createScriptedTerminal([]), abort.signal, { startSandbox: true });
  await guardAccount(session, { pin: true });
  const { context, workspace, sandbox } = session;
  if (sandbox === undefined) throw new Error('there is no sandbox');
  workspace.copy(join(workspace.assets.templates, 'boyacky.yaml'), workspace.templateFile);
  const config = { region: sandbox.region, endpoint: sandbox.url, credentials: { accessKeyId: sandbox.accessKeyId, secretAccessKey: sandbox.secretAccessKey } };
  return {
    session,
    context: { ...context, say: () => undefined },
    ecs: new ECSClient(config),
    ecr: new ECRClient(config),
    elb: new ElasticLoadBalancingV2Client(config),
    iam: new IAMClient(config),
    cloudFormation: new CloudFormationClient(config),
    close: async () => {
      await cleanUp(context).catch(() => undefined);
      await stopSandbox(workspace.files.sandboxDir);
      session.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
