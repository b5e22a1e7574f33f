import { appPort, names } from '../names.js';
import type { Entry } from './diagnosis.js';
import { toType } from './what-to-type.js';

const readLog = (means: { ja: string; en: string }) => ({ ja: `${means.ja}ログを読みます: ${toType.log}`, en: `${means.en}Read the log: ${toType.log}` });

/** Why a task ended that had begun; its exit code is in the words as "exit code 1". */
export const exitTable: readonly Entry[] = [
  {
    id: 'health-check-failed',
    pattern: /failed ELB health checks/i,
    means: {
      ja: 'コンテナは動いていましたが、ロードバランサーのヘルスチェックに答えられなかったので、ECS が止めました。',
      en: 'the container ran, but did not answer the health checks of the load balancer, so ECS stopped it.',
    },
    fix: {
      ja: `ターゲットの理由を見ます: ${toType.targets} （ポート ${appPort}、パス /、${names.webSecurityGroup} の許可）`,
      en: `See the reason at the target: ${toType.targets} (port ${appPort}, path /, what ${names.webSecurityGroup} lets in)`,
    },
  },
  {
    id: 'container-check-failed',
    pattern: /failed container health checks/i,
    means: {
      ja: 'タスク定義の healthCheck コマンドが失敗し続けました。alpine のイメージには curl がなく、コンテナの中の localhost は IPv6 になることがあります。ログには出ません。',
      en: 'the healthCheck command of the task definition kept failing. An alpine image has no curl, and localhost in a container can mean IPv6. The log does not tell of it.',
    },
    fix: {
      ja: `このワークショップでは healthCheck は不要です。外したリビジョンを登録し、更新します: ${toType.redeploy} 。いまの内容: ${toType.taskDefinition} --query 'taskDefinition.containerDefinitions[].healthCheck'`,
      en: `This workshop needs no healthCheck. Register a revision without it, then update: ${toType.redeploy}. What is there now: ${toType.taskDefinition} --query 'taskDefinition.containerDefinitions[].healthCheck'`,
    },
  },
  {
    id: 'heap-out-of-memory',
    pattern: /heap out of memory|exit code 134\b/i,
    means: {
      ja: 'Node.js のヒープがいっぱいになり、プログラムが自分で中断しました（終了コード 134、128+6）。',
      en: 'the heap of Node.js was full and the program aborted itself (exit code 134, 128+6).',
    },
    fix: {
      ja: `タスク定義の memory を見ます（このワークショップは 512）: ${toType.taskDefinition} --query taskDefinition.memory 。増やしていなければ、アプリがためこんでいるものをログから探します: ${toType.log}`,
      en: `See memory in the task definition (this workshop: 512): ${toType.taskDefinition} --query taskDefinition.memory. If it is that, look in the log for what the app collects: ${toType.log}`,
    },
  },
  {
    id: 'out-of-memory',
    pattern: /OutOfMemory|killed due to memory/i,
    means: { ja: 'メモリを使い切り、止められました（終了コード 137）。', en: 'it used up its memory and was killed (exit code 137).' },
    fix: {
      ja: `タスク定義の memory を見ます: ${toType.taskDefinition} --query taskDefinition.memory （このワークショップは 512）`,
      en: `See memory in the task definition: ${toType.taskDefinition} --query taskDefinition.memory (this workshop: 512)`,
    },
  },
  {
    id: 'wrong-cpu',
    pattern: /exec format error/i,
    means: {
      ja: 'イメージが別の CPU 向けです。ARM64（Apple シリコンなど）でビルドしたイメージを X86_64 のタスク定義で動かした、またはその逆です。',
      en: 'the image is for another CPU: built for ARM64 (Apple silicon, for example) and run with a task definition for X86_64, or the other way round.',
    },
    fix: {
      ja: `docker image inspect ${names.localImage} --format '{{.Architecture}}' と、タスク定義の CPU アーキテクチャ（runtimePlatform.cpuArchitecture）を同じにします。`,
      en: `Make the same: docker image inspect ${names.localImage} --format '{{.Architecture}}', and the CPU architecture of the task definition (runtimePlatform.cpuArchitecture).`,
    },
  },
  {
    id: 'module-missing',
    pattern: /Cannot find (module|package)/i,
    means: { ja: 'Node.js がファイルかパッケージを見つけられません。COPY や npm ci が Dockerfile に足りないか、CMD のパスが違います。', en: 'Node.js does not find a file or a package: COPY or npm ci is missing in the Dockerfile, or the path in CMD is another one.' },
    fix: {
      ja: `同じイメージを手元で動かします: docker container run --rm ${names.localImage}`,
      en: `Run the same image on this machine: docker container run --rm ${names.localImage}`,
    },
  },
  {
    id: 'script-not-found',
    pattern: /(^|[^"\w])exec \/?[^\s":]+: no such file or directory|(sh|bash|node)(\\r|\r)'?: no such file/im,
    means: {
      ja: 'スクリプトを実行できません。ファイルがあるのにこう言われるときは、改行が CRLF（Windows）か、1 行目（#!）にあるプログラムがイメージにありません。',
      en: 'the script cannot be run. If the file is there, its lines end in CRLF (Windows), or the program of its first line (#!) is not in the image.',
    },
    fix: {
      ja: `改行を LF にして（sed -i 's/\\r$//' ファイル）ビルドし直します。手元で確かめるには: docker container run --rm ${names.localImage}`,
      en: `Let its lines end in LF (sed -i 's/\\r$//' FILE) and build again. To try it on this machine: docker container run --rm ${names.localImage}`,
    },
  },
  {
    id: 'exit-127',
    pattern: /exit code 127\b|executable file not found|no such file or directory.*(exec|runc)|exec: "[^"]*": (stat .*)?no such file/i,
    means: { ja: 'CMD のプログラムがイメージの中に見つかりません（終了コード 127）。', en: 'the program of CMD is not found in the image (exit code 127).' },
    fix: { ja: `CMD を見ます: docker image inspect ${names.localImage} --format '{{.Config.Cmd}}'`, en: `See CMD: docker image inspect ${names.localImage} --format '{{.Config.Cmd}}'` },
  },
  {
    id: 'exit-126',
    pattern: /exit code 126\b|permission denied.*(exec|runc)|exec.*permission denied/i,
    means: { ja: 'CMD のプログラムはありますが、実行できません（終了コード 126）。実行権限がありません。', en: 'the program of CMD is there, but cannot be executed (exit code 126): it has no permission to run.' },
    fix: { ja: `CMD を見ます: docker image inspect ${names.localImage} --format '{{.Config.Cmd}}'`, en: `See CMD: docker image inspect ${names.localImage} --format '{{.Config.Cmd}}'` },
  },
  {
    id: 'exit-137',
    pattern: /exit code 137\b/i,
    means: {
      ja: 'SIGKILL で止められました（128+9）。メモリ不足と書かれていなければ、SIGTERM のあと時間内（既定 30 秒）に終わらなかったためです。',
      en: 'it was ended by SIGKILL (128+9). Where nothing is said of memory, it did not end in time (30 s by default) after SIGTERM.',
    },
    fix: readLog({ ja: '', en: '' }),
  },
  { id: 'exit-139', pattern: /exit code 139\b/i, means: { ja: 'プログラムが異常終了しました（セグメンテーション違反、128+11）。CPU の違うイメージでも起こります。', en: 'the program crashed (segmentation fault, 128+11). An image for another CPU can do that too.' }, fix: readLog({ ja: '', en: '' }) },
  { id: 'exit-143', pattern: /exit code 143\b/i, means: { ja: 'SIGTERM を受けて終わりました（128+15）。止めるように言われただけで、故障ではありません。', en: 'it ended on SIGTERM (128+15): it was asked to stop, which is not an error.' }, fix: { ja: `誰が止めたかはイベントでわかります: ${toType.events}`, en: `The events tell who stopped it: ${toType.events}` } },
  { id: 'exit-255', pattern: /exit code 255\b/i, means: { ja: 'プログラムが失敗を示して終わりました（終了コード 255）。理由はログの最後にあります。', en: 'the program ended with a failure (exit code 255). The end of the log tells why.' }, fix: readLog({ ja: '', en: '' }) },
  { id: 'exit-1', pattern: /exit code 1\b/i, means: { ja: 'アプリがエラーで終わりました（終了コード 1）。ログの最後に理由があります。「exec format error」とあれば、イメージの CPU アーキテクチャが違います。', en: 'the app ended with an error (exit code 1). The end of the log tells why; “exec format error” there means an image for another CPU architecture.' }, fix: readLog({ ja: '', en: '' }) },
  { id: 'exit-0', pattern: /exit code 0\b/i, means: { ja: 'プログラムが自分で終わりました（終了コード 0）。サーバーは終わらずに動き続けるはずなので、CMD が src/server.js を起動しているか見ます。', en: 'the program ended by itself (exit code 0). A server should keep running: check that CMD starts src/server.js.' }, fix: { ja: `CMD を見ます: docker image inspect ${names.localImage} --format '{{.Config.Cmd}}'`, en: `See CMD: docker image inspect ${names.localImage} --format '{{.Config.Cmd}}'` } },
  {
    id: 'cannot-start',
    pattern: /CannotStartContainerError|CannotCreateContainerError/,
    means: { ja: 'イメージは届きましたが、コンテナを始められませんでした。CMD のプログラムが原因のことが多いです。', en: 'the image arrived, but the container could not be started. Often the program in CMD is the cause.' },
    fix: { ja: `手元で動かしてみます: docker container run --rm ${names.localImage}`, en: `Try it on this machine: docker container run --rm ${names.localImage}` },
  },
  { id: 'spot', pattern: /SpotInterruption|spot interruption/i, means: { ja: 'Fargate Spot の容量が AWS に返されました。故障ではなく、ECS が代わりを始めます。', en: 'AWS took back the Fargate Spot capacity. That is not an error; ECS starts another.' }, fix: { ja: `代わりを見ます: aws ecs list-tasks --cluster ${names.cluster}`, en: `See the new one: aws ecs list-tasks --cluster ${names.cluster}` } },
  { id: 'terminated', pattern: /TerminationNotice|sandbox that ran this task was stopped/i, means: { ja: 'タスクを動かしていた側が止まりました。故障ではなく、ECS が代わりを始めます。', en: 'what ran the task was stopped. That is not an error; ECS starts another.' }, fix: { ja: `代わりを見ます: aws ecs list-tasks --cluster ${names.cluster}`, en: `See the new one: aws ecs list-tasks --cluster ${names.cluster}` } },
  { id: 'essential-exited', pattern: /Essential container in task exited|EssentialContainerExited/, means: { ja: 'コンテナのプログラムが終わりました。', en: 'the program of the container ended.' }, fix: readLog({ ja: '', en: '' }) },
];
