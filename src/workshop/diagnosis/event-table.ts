import { appPort, names } from '../names.js';
import type { Entry } from './diagnosis.js';
import { stopTable } from './stop-table.js';
import { toType } from './what-to-type.js';

const seeTargets = { ja: `ターゲットを見ます: ${toType.targets}`, en: `See the targets: ${toType.targets}` };
const list = `aws ecs list-tasks --cluster ${names.cluster} --service-name ${names.service}`;
const harmless = { harmless: true, fix: { ja: `今のタスクを見ます: ${list}`, en: `See the current tasks: ${list}` } } as const;

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html */
export const eventTable: readonly Entry[] = [
  {
    id: 'unhealthy-code',
    pattern: /is unhealthy in .*failed with these codes/i,
    means: {
      ja: 'アプリは答えましたが、ヘルスチェックが期待するコード（200）ではありません。404 ならパスが違い、500 や 503 ならアプリがエラーを返しています。',
      en: 'the app answered, but not with the status code that the health check expects (200). 404: the path is wrong. 500 or 503: the app itself has an error.',
    },
    fix: {
      ja: `パスが違うなら / にします: ${toType.healthPath} 。ログも見ます: ${toType.log}`,
      en: `If it is the path, set it to /: ${toType.healthPath}. And see the log: ${toType.log}`,
    },
  },
  {
    id: 'unhealthy-timeout',
    pattern: /is unhealthy in .*timed out/i,
    means: {
      ja: `ロードバランサーからタスクに届いていません。${names.webSecurityGroup} が ${names.albSecurityGroup} からの ${appPort} を許可していないか、アプリが 127.0.0.1 だけで待ち受けています。`,
      en: `the load balancer does not reach the task: ${names.webSecurityGroup} does not let in port ${appPort} from ${names.albSecurityGroup}, or the app listens on 127.0.0.1 only.`,
    },
    fix: { ja: `許可を見ます: ${toType.securityGroup}`, en: `See what is let in: ${toType.securityGroup}` },
  },
  {
    id: 'unhealthy-zone',
    pattern: /is unhealthy in .*Availability Zone that is not enabled/i,
    means: { ja: 'タスクが、ロードバランサーで有効になっていないアベイラビリティーゾーン（AZ）に配置されました。', en: 'the task is in a zone that the load balancer does not use.' },
    fix: { ja: `サービスのサブネットを ${names.privateSubnets.join(' と ')} にします: ${toType.moveService}`, en: `Let the service use ${names.privateSubnets.join(' and ')}: ${toType.moveService}` },
  },
  {
    id: 'unhealthy',
    pattern: /is unhealthy in /i,
    means: {
      ja: `ヘルスチェックに失敗しました。アプリがポート ${appPort} で待ち受けていないことが多いです。`,
      en: `the health checks failed. Often the app does not listen on port ${appPort}.`,
    },
    fix: seeTargets,
  },
  {
    id: 'container-unhealthy',
    pattern: /failed container health checks/i,
    means: { ja: 'タスク定義の healthCheck コマンドが失敗しました。alpine のイメージには curl がありません。', en: 'the healthCheck command of the task definition failed. An alpine image has no curl.' },
    fix: { ja: `このワークショップでは不要です。外したリビジョンを登録し、更新します: ${toType.redeploy}`, en: `This workshop does not need it. Register a revision without it, then update: ${toType.redeploy}` },
  },
  {
    id: 'no-instances',
    pattern: /no container instance met all of its requirements/i,
    means: { ja: 'サービスが EC2 で動こうとしています。このクラスターに EC2 はなく、Fargate を使います。', en: 'the service is set to run on EC2. This cluster has no EC2 instances: it uses Fargate.' },
    fix: { ja: `起動タイプは変えられないので、消して作り直します: aws ecs delete-service --cluster ${names.cluster} --service ${names.service} --force`, en: `The launch type cannot be changed, so delete it and create it again: aws ecs delete-service --cluster ${names.cluster} --service ${names.service} --force` },
  },
  // What follows "Reason:" is what the stopped task said, and is known from there.
  ...stopTable.filter(({ harmless: fine, id }) => fine !== true && id !== 'failed-to-start').map((entry) => ({ ...entry, id: `event-${entry.id}`, pattern: new RegExp(`(unable to place a task|failed to launch a task)[^]*(?:${entry.pattern.source})`, entry.pattern.flags.replace('g', '')) })),
  {
    id: 'subnet',
    pattern: /subnet.*(does not exist|not found|invalid|no(t enough)? free addresses)|InvalidSubnet/i,
    means: { ja: 'サービスに書いたサブネットを使えません。消えたか、アドレスが足りません。', en: 'the subnet named in the service cannot be used: it is gone, or has no free addresses.' },
    fix: { ja: 'サブネットを見ます: aws ec2 describe-subnets --query \'Subnets[].[SubnetId,AvailableIpAddressCount]\' --output text', en: "See the subnets: aws ec2 describe-subnets --query 'Subnets[].[SubnetId,AvailableIpAddressCount]' --output text" },
  },
  {
    id: 'security-group',
    pattern: /security group.*(does not exist|not found|invalid|different network)|InvalidGroup/i,
    means: { ja: 'サービスに書いたセキュリティグループを使えません。消えたか、別の VPC のものです。', en: 'the security group named in the service cannot be used: it is gone, or of another VPC.' },
    fix: { ja: `正しいものを見ます: ${toType.securityGroup}`, en: `See the right one: ${toType.securityGroup}` },
  },
  {
    id: 'register-failed',
    pattern: /(failed|unable) to register (\d+ )?targets?/i,
    means: { ja: 'タスクをターゲットグループに登録できませんでした。グループが消えたか、ECS のサービスにリンクされたロールがありません。', en: 'the task could not be registered with the target group: the group is gone, or the service-linked role of ECS is missing.' },
    fix: { ja: 'ロールを見ます: aws iam get-role --role-name AWSServiceRoleForECS', en: 'See the role: aws iam get-role --role-name AWSServiceRoleForECS' },
  },
  {
    id: 'cannot-place',
    pattern: /was unable to place a task|failed to launch a task/i,
    means: { ja: 'ECS はタスクを始められませんでした。理由はイベントの中にあります。', en: 'ECS could not start a task; the reason is in the event.' },
    fix: { ja: `止まったタスクを見ます: ${toType.stoppedTasks}`, en: `See the stopped tasks: ${toType.stoppedTasks}` },
  },
  {
    id: 'inconsistent-starts',
    pattern: /unable to consistently start tasks successfully/i,
    means: { ja: 'タスクが何度も続けて失敗したので、ECS は間をあけて（最大 15 分）試すようになりました。待つより、原因を直します。', en: 'tasks failed again and again, so ECS waits longer and longer (up to 15 min) between attempts. Fix the cause instead of waiting.' },
    fix: { ja: `止まったタスクの理由を見ます: ${toType.stoppedTasks} 。直したら: ${toType.redeploy}`, en: `See why the tasks stopped: ${toType.stoppedTasks}. When it is fixed: ${toType.redeploy}` },
  },
  {
    id: 'throttled',
    pattern: /operations are being throttled/i,
    means: { ja: '呼び出しが多く、AWS に待たされています。自分で続きます。', en: 'AWS makes it wait because of too many calls. It goes on by itself.' },
    fix: { ja: `少し待って、もう一度見ます: ${toType.events}`, en: `Wait a little and look again: ${toType.events}` },
  },
  {
    id: 'impossible-deployment',
    pattern: /because of the service deployment configuration/i,
    means: { ja: '最小と最大の割合が狭く、新しいタスクを始めることも古いものを止めることもできません。', en: 'the minimum and maximum percent leave no room: no new task can start, and no old one can stop.' },
    fix: { ja: `既定に戻します: aws ecs update-service --cluster ${names.cluster} --service ${names.service} --deployment-configuration minimumHealthyPercent=100,maximumPercent=200`, en: `Back to the default: aws ecs update-service --cluster ${names.cluster} --service ${names.service} --deployment-configuration minimumHealthyPercent=100,maximumPercent=200` },
  },
  {
    id: 'circuit-breaker',
    pattern: /tasks failed to start/i,
    means: { ja: 'デプロイサーキットブレーカーが働きました。タスクが続けて失敗したので、このデプロイは打ち切りです。', en: 'the deployment circuit breaker has tripped: tasks kept failing, so this deployment was given up.' },
    fix: { ja: `止まったタスクの理由を見て（${toType.stoppedTasks}）、直したリビジョンで更新します: ${toType.redeploy}`, en: `See why the tasks stopped (${toType.stoppedTasks}), then update with a corrected revision: ${toType.redeploy}` },
  },
  {
    id: 'rolling-back',
    pattern: /rolling back to deployment/i,
    means: { ja: '失敗したデプロイをやめ、前のリビジョンに戻しています。サイトは前のバージョンで動き続けます。', en: 'the failed deployment is given up and the revision before it comes back. The site goes on with the old version.' },
    fix: { ja: `失敗の理由を見ます: ${toType.stoppedTasks}`, en: `See why it failed: ${toType.stoppedTasks}` },
  },
  { id: 'steady', ...harmless, pattern: /has reached a steady state/i, means: { ja: '希望した数のタスクが動き、落ち着きました。', en: 'as many tasks run as were wanted; it has settled.' } },
  { id: 'completed', ...harmless, pattern: /deployment completed/i, means: { ja: 'デプロイが終わりました。', en: 'the deployment is complete.' } },
  { id: 'replaced', ...harmless, pattern: /replaced \d+ tasks due to an unhealthy status/i, means: { ja: '異常（unhealthy）なタスクの代わりを起動しました。', en: 'it started another task in place of an unhealthy one.' } },
  { id: 'started', ...harmless, pattern: /has started \d+ tasks/i, means: { ja: '新しいタスクを起動しました。', en: 'it started a new task.' } },
  { id: 'deregistered', ...harmless, pattern: /deregistered \d+ targets/i, means: { ja: 'ターゲットグループから外しました。新しいリクエストはもう行きません。', en: 'it was taken out of the target group; new requests do not go there any more.' } },
  { id: 'registered', ...harmless, pattern: /registered \d+ targets/i, means: { ja: 'ターゲットグループに登録しました。次はヘルスチェックです。', en: 'it is registered with the target group; the health checks come next.' } },
  { id: 'draining', ...harmless, pattern: /begun draining connections/i, means: { ja: '古いタスクへの接続が終わるのを待っています。', en: 'it waits until the connections to the old task have ended.' } },
  { id: 'stopped', ...harmless, pattern: /stopped \d+ (running|pending) tasks/i, means: { ja: '役目を終えたタスクを止めました。', en: 'it stopped a task that is not needed any more.' } },
];
