import { names } from '../names.js';
import type { Entry } from './diagnosis.js';
import { toType } from './what-to-type.js';

/** What ECS prepares before the container starts: registry login, secrets, the log stream, the network interface. */
export const initializationTable: readonly Entry[] = [
  {
    id: 'log-group-missing',
    pattern: /specified log group does not exist|ResourceNotFoundException.*log/is,
    means: {
      ja: 'タスク定義の awslogs-group にあるロググループがありません。名前が違うか、リージョンが違います。',
      en: 'the log group that the task definition names in awslogs-group does not exist: another name, or another region.',
    },
    fix: {
      ja: `あるロググループを見ます: aws logs describe-log-groups --log-group-name-prefix /ecs （正しくは ${names.logGroup}）`,
      en: `See which there are: aws logs describe-log-groups --log-group-name-prefix /ecs (the right one is ${names.logGroup})`,
    },
  },
  {
    id: 'log-unreachable',
    pattern: /connection issue between the task and Amazon CloudWatch|validate logger args.*(timeout|signal: killed)/is,
    means: {
      ja: 'タスクから CloudWatch Logs までの経路がありません。logs の VPC エンドポイントがないか、443 が通りません。',
      en: 'the task has no route to CloudWatch Logs: the VPC endpoint logs is missing, or port 443 is closed.',
    },
    fix: { ja: `エンドポイントを確かめます: ${toType.endpoints}`, en: `Check the endpoints: ${toType.endpoints}` },
  },
  {
    id: 'log-group-denied',
    pattern: /(Cloudwatch log group|logs:CreateLogGroup).*(AccessDenied|not authorized)|(AccessDenied|not authorized).*logs:CreateLogGroup/is,
    means: {
      ja: 'ロググループを作る権限（logs:CreateLogGroup）がタスク実行ロールにありません。タスク定義の awslogs-create-group がこの権限を求めますが、AmazonECSTaskExecutionRolePolicy には入っていません。',
      en: 'the task execution role may not make the log group (logs:CreateLogGroup). awslogs-create-group in the task definition asks for that, and AmazonECSTaskExecutionRolePolicy does not allow it.',
    },
    fix: {
      ja: `ロググループ ${names.logGroup} はスタックが作ってあるので、awslogs-create-group を外したリビジョンを登録し、更新します: ${toType.redeploy}`,
      en: `The stack has made the log group ${names.logGroup}: register a revision without awslogs-create-group, then update: ${toType.redeploy}`,
    },
  },
  {
    id: 'log-denied',
    pattern: /(Cloudwatch log stream|logs:CreateLogStream).*(AccessDenied|not authorized)|(AccessDenied|not authorized).*logs:CreateLogStream/is,
    means: {
      ja: 'ログストリームを作る権限がありません。権限を持つのはタスク実行ロールです。',
      en: 'permission to make the log stream is missing. It is the task execution role that needs it.',
    },
    fix: {
      ja: `AmazonECSTaskExecutionRolePolicy を付けます: aws iam attach-role-policy --role-name ${names.executionRole} --policy-arn ${names.executionPolicyArn}`,
      en: `Attach AmazonECSTaskExecutionRolePolicy: aws iam attach-role-policy --role-name ${names.executionRole} --policy-arn ${names.executionPolicyArn}`,
    },
  },
  {
    id: 'log-options',
    pattern: /awslogs driver arguments|awslogs-\w+ is required/i,
    means: { ja: 'タスク定義のログ設定に、足りない項目があります。', en: 'the log configuration of the task definition lacks an option.' },
    fix: {
      ja: `logConfiguration を見ます: ${toType.taskDefinition} --query 'taskDefinition.containerDefinitions[].logConfiguration'`,
      en: `See logConfiguration: ${toType.taskDefinition} --query 'taskDefinition.containerDefinitions[].logConfiguration'`,
    },
  },
  {
    id: 'registry-auth-unreachable',
    pattern: /registry auth.*(connection issue|i\/o timeout|send request failed|exceeded maximum number of attempts)/is,
    means: {
      ja: 'タスクから ECR の API までの経路がありません。文中の IP がパブリックなら ecr.api のエンドポイントがなく、プライベートならそのセキュリティグループが 443 を閉じています。',
      en: 'the task has no route to the API of ECR. A public IP in the text: the endpoint ecr.api is missing. A private one: its security group closes port 443.',
    },
    fix: { ja: `エンドポイントを確かめます: ${toType.endpoints}`, en: `Check the endpoints: ${toType.endpoints}` },
  },
  {
    id: 'registry-auth-denied',
    pattern: /registry auth.*(AccessDenied|not authorized)|not authorized to perform: ecr:GetAuthorizationToken/is,
    means: {
      ja: 'タスク実行ロールに、ECR へログインする権限（ecr:GetAuthorizationToken）がありません。タスクロールと取り違えたときにも起こります。',
      en: 'the task execution role may not log in to ECR (ecr:GetAuthorizationToken). That also happens when it was mixed up with the task role.',
    },
    fix: {
      ja: `ポリシーを付けます: aws iam attach-role-policy --role-name ${names.executionRole} --policy-arn ${names.executionPolicyArn}`,
      en: `Attach the policy: aws iam attach-role-policy --role-name ${names.executionRole} --policy-arn ${names.executionPolicyArn}`,
    },
  },
  {
    id: 'secret-missing',
    pattern: /unable to retrieve secret/i,
    means: { ja: 'タスク定義の secrets が指す値を取れません。このワークショップでは secrets は使いません。', en: 'a value that secrets in the task definition refers to cannot be read. This workshop uses no secrets.' },
    fix: {
      ja: `secrets を消したリビジョンを登録します。今の内容: ${toType.taskDefinition} --query 'taskDefinition.containerDefinitions[].secrets'`,
      en: `Register a revision without secrets. What is there now: ${toType.taskDefinition} --query 'taskDefinition.containerDefinitions[].secrets'`,
    },
  },
  {
    id: 'role-not-assumable',
    pattern: /unable to assume the (service linked )?role/i,
    means: {
      ja: 'ECS がロールを引き受けられません。ロールがないか、信頼ポリシーの相手が ecs-tasks.amazonaws.com ではありません。作ったばかりなら、少し待つだけでよいこともあります。',
      en: 'ECS cannot assume the role. It does not exist, or its trust policy does not name ecs-tasks.amazonaws.com. If it was created just now, waiting a little may be enough.',
    },
    fix: {
      ja: `信頼ポリシーを見ます: aws iam get-role --role-name ${names.executionRole} --query Role.AssumeRolePolicyDocument （${names.taskRole} も同じように）`,
      en: `See the trust policy: aws iam get-role --role-name ${names.executionRole} --query Role.AssumeRolePolicyDocument (and the same for ${names.taskRole})`,
    },
  },
  {
    id: 'network-interface',
    pattern: /network interface provisioning/i,
    means: {
      ja: 'タスク用のネットワークインターフェイスが時間内にできませんでした。たいていは一時的で、サブネットの IP アドレス不足のこともあります。',
      en: 'the network interface of the task was not ready in time. Usually that passes; sometimes the subnet has no free addresses.',
    },
    fix: { ja: `ECS がまた試します。続くようならイベントを読みます: ${toType.events}`, en: `ECS tries again. If it stays, read the events: ${toType.events}` },
  },
  {
    id: 'vcpu-limit',
    pattern: /limit on the number of vCPUs|vCPUs? (limit|quota)/i,
    means: { ja: 'このアカウントで同時に使える vCPU の上限（クォータ）に達しました。新しいアカウントでは小さいことがあります。', en: 'the limit (quota) of this account for vCPUs at the same time is reached. For a new account it can be small.' },
    fix: {
      ja: `ほかのタスクを止めるか、上限を上げてもらいます。動いているもの: aws ecs list-tasks --cluster ${names.cluster} 、上限: aws service-quotas list-service-quotas --service-code fargate`,
      en: `Stop other tasks or have it raised. What runs: aws ecs list-tasks --cluster ${names.cluster}; the limit: aws service-quotas list-service-quotas --service-code fargate`,
    },
  },
  {
    id: 'no-capacity',
    pattern: /capacity is unavailable at this time/i,
    means: { ja: 'その AZ には、いま Fargate の空きがありません。あなたの設定の間違いではありません。', en: 'there is no room on Fargate in that Availability Zone just now. Nothing is wrong with your settings.' },
    fix: { ja: `ECS がまた試します。イベントを見ます: ${toType.events}`, en: `ECS tries again. See the events: ${toType.events}` },
  },
  {
    id: 'account-not-ready',
    pattern: /account is (currently )?blocked|account is being verified|is being (validated|verified)/i,
    means: { ja: 'このアカウントでは、まだタスクを動かせません。新しいアカウントの確認中か、支払いに問題があります。', en: 'this account may not run tasks yet: it is new and being verified, or there is a problem with its payment.' },
    fix: {
      ja: `支払い方法と通知を https://console.aws.amazon.com/billing/ で確かめ、続くようなら AWS サポートに尋ねます。変わったかどうかは: ${toType.events}`,
      en: `See the payment method and messages at https://console.aws.amazon.com/billing/; if it stays, ask AWS Support. Whether it has changed: ${toType.events}`,
    },
  },
];
