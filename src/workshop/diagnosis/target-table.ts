import { appPort, names } from '../names.js';
import type { Entry } from './diagnosis.js';
import { toType } from './what-to-type.js';

const waitAndSee = { ja: `もう一度見ます: ${toType.targets}`, en: `Look again: ${toType.targets}` };

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html#target-health-reason-codes */
export const targetTable: readonly Entry[] = [
  { id: 'registering', harmless: true, pattern: /Elb\.RegistrationInProgress/, means: { ja: '登録の途中です。', en: 'it is being registered.' }, fix: waitAndSee },
  { id: 'first-checks', harmless: true, pattern: /Elb\.InitialHealthChecking/, means: { ja: '最初のヘルスチェックの途中です。続けて数回答えると healthy になります。', en: 'the first health checks are under way: after a few good answers in a row it is healthy.' }, fix: waitAndSee },
  {
    id: 'code-mismatch',
    pattern: /Target\.ResponseCodeMismatch/,
    means: { ja: 'アプリは答えましたが、コードが 200 ではありません。404 ならヘルスチェックのパスが違い、5xx ならアプリのエラーです。', en: 'the app answers, but not with 200. 404: the path of the health check is wrong. 5xx: the app has an error.' },
    fix: {
      ja: `パスを見ます: aws elbv2 describe-target-groups --names ${names.targetGroup} --query 'TargetGroups[].HealthCheckPath' 。違っていたら変えられます: ${toType.healthPath}`,
      en: `See the path: aws elbv2 describe-target-groups --names ${names.targetGroup} --query 'TargetGroups[].HealthCheckPath'. If it is another one, change it: ${toType.healthPath}`,
    },
  },
  {
    id: 'timeout',
    pattern: /Target\.Timeout/,
    means: { ja: `ロードバランサーから ${appPort} に届きません。${names.webSecurityGroup} が ${names.albSecurityGroup} からの ${appPort} を許可していないことが多いです。`, en: `the load balancer gets no answer on ${appPort}: usually ${names.webSecurityGroup} does not allow it from ${names.albSecurityGroup}.` },
    fix: { ja: `許可を見ます: ${toType.securityGroup}`, en: `See what is let in: ${toType.securityGroup}` },
  },
  {
    id: 'failed-checks',
    pattern: /Target\.FailedHealthChecks/,
    means: { ja: `接続が拒否されました。アプリがそのポートで待ち受けていないか、127.0.0.1 だけで待ち受けています（0.0.0.0 の ${appPort} が要ります）。`, en: `the connection was refused: the app does not listen on that port, or on 127.0.0.1 only (it has to be 0.0.0.0, port ${appPort}).` },
    fix: { ja: `ログを読みます: ${toType.log}`, en: `Read the log: ${toType.log}` },
  },
  { id: 'draining', harmless: true, pattern: /Target\.DeregistrationInProgress/, means: { ja: '外される途中です。残っている接続が終わるのを待っています（既定で最大 5 分）。', en: 'it is on its way out, and waits for its connections to end (up to 5 min by default).' }, fix: waitAndSee },
  { id: 'not-registered', pattern: /Target\.NotRegistered/, means: { ja: 'まだターゲットグループに登録されていません。サービスがこのグループにつながっていないと、ずっとこのままです。', en: 'it is not registered with the target group. If the service is not connected to this group, it stays so.' }, fix: { ja: `つながりを見ます: aws ecs describe-services --cluster ${names.cluster} --services ${names.service} --query 'services[0].loadBalancers'`, en: `See the connection: aws ecs describe-services --cluster ${names.cluster} --services ${names.service} --query 'services[0].loadBalancers'` } },
  { id: 'not-in-use', pattern: /Target\.NotInUse/, means: { ja: 'ターゲットグループがまだどのリスナーにも使われていないので、ヘルスチェックも始まりません。', en: 'no listener uses the target group yet, so there are no health checks.' }, fix: { ja: 'リスナーを確かめます: boyacky-lab verify service.listener', en: 'Check the listener: boyacky-lab verify service.listener' } },
  { id: 'invalid-state', pattern: /Target\.InvalidState/, means: { ja: 'ターゲットはもう止まっています。', en: 'the target has stopped already.' }, fix: { ja: `止まった理由を見ます: ${toType.stoppedTasks}`, en: `See why it stopped: ${toType.stoppedTasks}` } },
  { id: 'ip-unusable', pattern: /Target\.IpUnusable/, means: { ja: 'その IP アドレスはロードバランサー自身が使っていて、ターゲットにできません。', en: 'the load balancer uses that IP address itself, so it cannot be a target.' }, fix: { ja: `タスクを作り直します: ${toType.redeploy}`, en: `Start a new task: ${toType.redeploy}` } },
];
