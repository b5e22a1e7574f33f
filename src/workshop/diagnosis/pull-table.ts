import { names } from '../names.js';
import type { Entry } from './diagnosis.js';
import { toType } from './what-to-type.js';

/** The image does not arrive. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html */
export const pullTable: readonly Entry[] = [
  {
    id: 'platform-missing',
    pattern: /does not contain descriptor matching platform|failed to find a descriptor for platform|no matching manifest for|no match for platform/i,
    means: {
      ja: 'イメージはありますが、タスク定義の CPU アーキテクチャ向けではありません。Apple シリコンの Mac でビルドすると ARM64 になります。',
      en: 'the image is there, but not for the CPU architecture of the task definition. Built on a Mac with Apple silicon, it is for ARM64.',
    },
    fix: {
      ja: `イメージの CPU を docker image inspect ${names.localImage} --format '{{.Architecture}}' で見て、同じ値の runtimePlatform.cpuArchitecture でタスク定義を登録し直します。`,
      en: `See the image’s CPU (docker image inspect ${names.localImage} --format '{{.Architecture}}') and register the task definition with the same runtimePlatform.cpuArchitecture.`,
    },
  },
  {
    id: 'registry-unreachable',
    pattern: /CannotPull.*(i\/o timeout|connection issue|deadline exceeded|no route to host|connection refused|request canceled)/is,
    means: {
      ja: 'タスクから ECR か S3 までの経路がありません。プライベートサブネットでは、ecr.api・ecr.dkr・S3 の VPC エンドポイントがその経路です。エンドポイントがないか、セキュリティグループが 443 を通していません。',
      en: 'the task has no route to ECR or S3. In a private subnet that route is made of the VPC endpoints ecr.api, ecr.dkr and S3: one is missing, or its security group does not let port 443 in.',
    },
    fix: { ja: `エンドポイントを確かめます: ${toType.endpoints}`, en: `Check the endpoints: ${toType.endpoints}` },
  },
  {
    id: 'pull-rate-limited',
    pattern: /CannotPull.*(toomanyrequests|too many requests|pull rate limit)/is,
    means: {
      ja: 'Docker Hub の取得回数の上限に達しました。タスク定義の image が、ECR ではなく Docker Hub のイメージを指しています。',
      en: 'the limit of Docker Hub for pulls is reached: image in the task definition names an image of Docker Hub, not of ECR.',
    },
    fix: {
      ja: `image を ECR の URI にしたリビジョンを登録し、更新します: ${toType.redeploy} 。URI を見るには: aws ecr describe-repositories --query 'repositories[].repositoryUri'`,
      en: `Register a revision whose image is the URI of ECR, then update: ${toType.redeploy}. To see the URI: aws ecr describe-repositories --query 'repositories[].repositoryUri'`,
    },
  },
  {
    id: 'image-damaged',
    pattern: /mismatched image rootfs and manifest layers|CannotPull.*(unexpected end of|checksum mismatch|failed to (extract|register) layer.*(unexpected EOF|invalid))/is,
    means: {
      ja: 'リポジトリにあるイメージが壊れています。プッシュの途中で切れたか、そのタグに付いているのがイメージではありません。',
      en: 'the image in the repository is damaged: its push was cut short, or what has that tag is no image.',
    },
    fix: {
      ja: `そのイメージを消して、もう一度プッシュします: aws ecr batch-delete-image --repository-name ${names.repository} --image-ids imageTag=1.0`,
      en: `Delete that image, then push again: aws ecr batch-delete-image --repository-name ${names.repository} --image-ids imageTag=1.0`,
    },
  },
  {
    id: 'image-too-big',
    pattern: /CannotPull.*(no space left on device)/is,
    means: { ja: 'イメージが、タスクのディスク（エフェメラルストレージ、20 GiB）に入りません。', en: 'the image does not fit on the disk of the task (its ephemeral storage, 20 GiB).' },
    fix: {
      ja: `大きさを見て、不要なファイルを .dockerignore に挙げます: docker image history ${names.localImage}`,
      en: `See what is so big, and name what is not needed in .dockerignore: docker image history ${names.localImage}`,
    },
  },
  {
    id: 'bare-image-name',
    pattern: /CannotPull.*docker\.io\/\S*.*(pull access denied|insufficient_scope|authorization failed)/is,
    means: {
      ja: 'タスク定義の image にレジストリが書かれていないので、ECS は Docker Hub に取りに行き、そこにはありませんでした。ロールの権限の問題ではありません。',
      en: 'image in the task definition names no registry, so ECS looked in Docker Hub, where it is not. This is not about the permissions of a role.',
    },
    fix: {
      ja: `image を ECR の URI（…amazonaws.com/${names.repository}:1.0）にしたリビジョンを登録し、更新します: ${toType.redeploy} 。URI を見るには: aws ecr describe-repositories --query 'repositories[].repositoryUri'`,
      en: `Register a revision whose image is the URI of ECR (…amazonaws.com/${names.repository}:1.0), then update: ${toType.redeploy}. To see the URI: aws ecr describe-repositories --query 'repositories[].repositoryUri'`,
    },
  },
  {
    id: 'pull-not-logged-in',
    pattern: /no basic auth credentials/i,
    means: {
      ja: '認証なしで ECR にプルしに行っています。タスク実行ロールがタスク定義に書かれていないときに起こります。',
      en: 'the pull reached ECR without credentials. That happens when the task definition names no execution role.',
    },
    fix: {
      ja: `executionRoleArn を確かめます: ${toType.taskDefinition} --query taskDefinition.executionRoleArn`,
      en: `Check executionRoleArn: ${toType.taskDefinition} --query taskDefinition.executionRoleArn`,
    },
  },
  {
    id: 'pull-denied',
    pattern: /CannotPull.*(is not authorized|AccessDenied|403 Forbidden|pull access denied|authorization failed|has the permissions to pull)/is,
    means: {
      ja: 'イメージを取る権限がありません。権限を持つのはタスク実行ロールです（タスクロールではありません）。別のアカウントのリポジトリを指している場合もあります。',
      en: 'permission to pull the image is missing. It is the task execution role that needs it, not the task role. Or the URI names a repository of another account.',
    },
    fix: {
      ja: `${names.executionRole} のポリシーを見ます: ${toType.executionRole}`,
      en: `See the policies of ${names.executionRole}: ${toType.executionRole}`,
    },
  },
  {
    id: 'repository-missing',
    pattern: /repository with name .* does not exist|name unknown|repository .* not found/i,
    means: {
      ja: 'その名前のリポジトリがありません。名前空間（boyacky/）の書き忘れか、別のリージョンです。',
      en: 'there is no repository of that name: the namespace (boyacky/) was left out, or it is in another region.',
    },
    fix: {
      ja: 'リポジトリの URI を見て、タスク定義と比べます: aws ecr describe-repositories --query \'repositories[].repositoryUri\'',
      en: "Compare the URI with the task definition’s: aws ecr describe-repositories --query 'repositories[].repositoryUri'",
    },
  },
  {
    id: 'tag-missing',
    pattern: /CannotPull.*(: not found|manifest unknown|Requested image not found|not found\.?$)/is,
    means: {
      ja: 'リポジトリに、そのタグのイメージがありません。プッシュし忘れたか、タスク定義のタグが違います（タグを書かないと latest になります）。',
      en: 'the repository has no image with this tag. It was not pushed, or the tag in the task definition is another one (without a tag it is latest).',
    },
    fix: {
      ja: `あるタグを見て（${toType.pushedTags}）、タスク定義の image を直したリビジョンを登録し、更新します: ${toType.redeploy}`,
      en: `See which tags are there (${toType.pushedTags}), register a revision with the right image, and update: ${toType.redeploy}`,
    },
  },
  {
    id: 'pull-failed',
    pattern: /CannotPull/,
    means: { ja: 'ECS がイメージを取れませんでした。', en: 'ECS could not pull the image.' },
    fix: {
      ja: `イメージの URI をタスク定義で確かめます: ${toType.taskDefinition} --query 'taskDefinition.containerDefinitions[].image'`,
      en: `Check the image’s URI in the task definition: ${toType.taskDefinition} --query 'taskDefinition.containerDefinitions[].image'`,
    },
  },
];
