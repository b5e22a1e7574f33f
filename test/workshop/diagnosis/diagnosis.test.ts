import { describe, expect, it } from 'vitest';
import type { Task } from '../../../src/aws/services.js';
import type { StackEvent } from '../../../src/aws/stacks.js';
import type { EngineErrorCode } from '../../../src/containers/engine.js';
import { diagnoseEngineError } from '../../../src/workshop/diagnosis/diagnose-engine-error.js';
import { diagnoseEvent, findTrouble } from '../../../src/workshop/diagnosis/diagnose-event.js';
import { diagnoseExit } from '../../../src/workshop/diagnosis/diagnose-exit.js';
import { diagnoseStack, diagnoseStackReason } from '../../../src/workshop/diagnosis/diagnose-stack.js';
import { diagnoseStop } from '../../../src/workshop/diagnosis/diagnose-stop.js';
import { diagnoseTarget } from '../../../src/workshop/diagnosis/diagnose-target.js';
import type { Diagnosis } from '../../../src/workshop/diagnosis/diagnosis.js';
import { eventTable } from '../../../src/workshop/diagnosis/event-table.js';
import { localExitTable } from '../../../src/workshop/diagnosis/local-exit-table.js';
import { stackTable } from '../../../src/workshop/diagnosis/stack-table.js';
import { stopTable } from '../../../src/workshop/diagnosis/stop-table.js';
import { targetTable } from '../../../src/workshop/diagnosis/target-table.js';
import { tellDiagnosis } from '../../../src/workshop/diagnosis/tell-diagnosis.js';

const host = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/boyacky/web-app';
const pull = 'CannotPullContainerError: pull image manifest has been retried 7 time(s):';
const auth = 'ResourceInitializationError: unable to pull secrets or registry auth:';
const logger = 'ResourceInitializationError: failed to validate logger args:';
const user = 'User: arn:aws:sts::123456789012:assumed-role/ecsTaskExecutionRole/x is not authorized to perform:';
const assume = "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/ecsTaskExecutionRole' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.";
const startTexts: readonly [string, string][] = [
  ['tag-missing', `${pull} failed to resolve ref ${host}:1.0: ${host}:1.0: not found`],
  ['tag-missing', `CannotPullContainerError: manifest for ${host}:9 not found: manifest unknown: Requested image not found`],
  ['repository-missing', `CannotPullContainerError: repository ${host} not found: name unknown: The repository with name 'web-app' does not exist in the registry with id '123456789012'`],
  ['platform-missing', `${pull} image Manifest does not contain descriptor matching platform 'linux/amd64'`],
  ['registry-unreachable', `${pull} failed to resolve ref public.ecr.aws/nginx/nginx:latest: failed to do request: Head "https://public.ecr.aws/v2/nginx/nginx/manifests/latest": dial tcp 75.2.101.78:443: i/o timeout`],
  ['registry-unreachable', `CannotPullContainerError: The task cannot pull ${host}:1.0 from the registry ${host}:1.0. There is a connection issue between the task and the registry. Check your task network configuration. : failed to copy: httpReadSeeker: failed open: failed to do request: Get x: dial tcp 52.219.1.1:443: i/o timeout`],
  ['pull-not-logged-in', `${pull} failed to resolve ref ${host}:1.0: no basic auth credentials`],
  ['pull-denied', `${pull} failed to resolve ref ${host}:1.0: pulling from host failed with status code [manifests latest]: 403 Forbidden`],
  ['pull-denied', `${pull} failed to resolve ref x: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`],
  ['platform-missing', 'CannotPullContainerError: failed to find a descriptor for platform linux/amd64'],
  ['pull-rate-limited', 'CannotPullContainerError: inspect image has been retried 5 time(s): httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/node/manifests/sha256:1: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.'],
  ['image-damaged', `${pull} failed to extract layer sha256:1: mismatched image rootfs and manifest layers`],
  ['image-too-big', 'CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer sha256:1: write /usr/lib/x: no space left on device: unknown'],
  ['bare-image-name', `${pull} failed to resolve ref docker.io/boyacky/web-app:1.0: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`],
  ['log-group-denied', `${logger} create stream has been retried 1 times: failed to create Cloudwatch log group: AccessDeniedException: ${user} logs:CreateLogGroup on resource: arn:aws:logs:x:log-group:/ecs/brand-new because no identity-based policy allows the logs:CreateLogGroup action : exit status 1`],
  ['vcpu-limit', "You've reached the limit on the number of vCPUs you can run concurrently"],
  ['no-capacity', 'Capacity is unavailable at this time. Please try again later or in a different availability zone'],
  ['account-not-ready', 'Your account is currently blocked.'],
  ['exit-126', 'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "./start.sh": permission denied: unknown'],
  ['exit-127', 'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: OCI runtime create failed: runc create failed: unable to start container process: exec: "./start.sh": stat ./start.sh: no such file or directory: unknown'],
  ['pull-failed', 'CannotPullContainerError: something new'],
  ['registry-auth-denied', `${auth} execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): operation error ECR: GetAuthorizationToken, https response error StatusCode: 400, RequestID: x, api error AccessDeniedException: ${user} ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action`],
  ['registry-auth-unreachable', `${auth} The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://api.ecr.ap-northeast-1.amazonaws.com/": dial tcp 10.0.0.9:443: i/o timeout`],
  ['secret-missing', `${auth} execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): x`],
  ['log-group-missing', `${logger} create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1`],
  ['log-denied', `${logger} create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException: ${user} logs:CreateLogStream on resource: x : exit status 1`],
  ['log-unreachable', `${logger} The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed`],
  ['log-options', 'ResourceInitializationError: unable to get awslogs driver arguments: awslogs-region is required'],
  ['initialization-failed', 'ResourceInitializationError: something new'],
  ['role-not-assumable', assume],
  ['network-interface', 'Timeout waiting for network interface provisioning to complete.'],
  ['cannot-start', 'CannotStartContainerError: something'],
];
const exited = 'Essential container in task exited';
const stops: readonly [id: string, task: Partial<Task>, log?: string][] = [
  ...startTexts.map(([id, stoppedReason]): [string, Partial<Task>] => [id, { stopCode: 'TaskFailedToStart', stoppedReason }]),
  ['failed-to-start', { stopCode: 'TaskFailedToStart', stoppedReason: 'Something new' }],
  ...[0, 1, 126, 127, 137, 139, 143, 255].map((exitCode): [string, Partial<Task>] => [`exit-${exitCode}`, exit(exitCode)]),
  ['essential-exited', exit(42)],
  ['out-of-memory', exit(137, 'OutOfMemoryError: Container killed due to memory usage')],
  ['out-of-memory', exit(137, 'OutOfMemoryError: container killed due to memory usage')],
  ['wrong-cpu', exit(1), 'exec /usr/local/bin/docker-entrypoint.sh: exec format error'],
  ['heap-out-of-memory', exit(134), 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
  ['heap-out-of-memory', exit(134)],
  ['script-not-found', exit(1), 'exec /entrypoint.sh: no such file or directory'],
  ['script-not-found', exit(127), "env: 'sh\\r': No such file or directory"],
  ['module-missing', exit(1), "Error: Cannot find module '/app/src/server.js'"],
  ['health-check-failed', { stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed ELB health checks in (target-group arn:x)' }],
  ['container-check-failed', { stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks' }],
  ['spot', { stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' }],
  ['terminated', { stopCode: 'TerminationNotice', stoppedReason: 'The sandbox that ran this task was stopped.' }],
  ['unknown-stop', { stopCode: 'Novelty', stoppedReason: 'Something new' }],
];
const group = '(target-group arn:aws:elasticloadbalancing:x)';
const unhealthy = (reason: string) => `(service X) (task T) (port 8080) is unhealthy in ${group} due to (reason ${reason})`;
const guide = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';
const events: readonly [id: string, message: string][] = [
  ['unhealthy-code', unhealthy('Health checks failed with these codes: [404]')],
  ['unhealthy-timeout', unhealthy('Request timed out')],
  ['unhealthy-zone', unhealthy('Target is in an Availability Zone that is not enabled for the load balancer')],
  ['unhealthy', unhealthy('Health checks failed')],
  ['container-unhealthy', '(service X) (task T) failed container health checks.'],
  ...startTexts.filter(([id]) => id !== 'role-not-assumable').map(([id, reason]): [string, string] => [`event-${id}`, `(service X) was unable to place a task. Reason: ${reason}.`]),
  ['event-role-not-assumable', `(service X) failed to launch a task with (error ${assume}).`],
  ['no-instances', `(service X) was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster. ${guide}`],
  ['cannot-place', '(service X) was unable to place a task. Reason: Something new.'],
  ['subnet', "(service X) failed to launch a task with (error The subnet ID 'subnet-1' does not exist)."],
  ['security-group', "(service X) failed to launch a task with (error The security group 'sg-1' does not exist)."],
  ['register-failed', `(service X) failed to register targets in ${group} with (error x)`],
  ['inconsistent-starts', `(service X) is unable to consistently start tasks successfully. ${guide}`],
  ['throttled', '(service X) operations are being throttled. Will try again later.'],
  ['impossible-deployment', '(service X) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.'],
  ['circuit-breaker', '(service X) (deployment ecs-svc/1) deployment failed: tasks failed to start.'],
  ['circuit-breaker', 'ECS deployment circuit breaker: tasks failed to start.'],
  ['rolling-back', '(service X) rolling back to deployment ecs-svc/1.'],
  ['steady', '(service X) has reached a steady state.'],
  ['completed', '(service X) (deployment ecs-svc/1) deployment completed.'],
  ['started', '(service X) has started 1 tasks: (task T).'],
  ['replaced', '(service X) has started 1 tasks: (task T). Amazon ECS replaced 1 tasks due to an unhealthy status.'],
  ['registered', `(service X) registered 1 targets in ${group}`],
  ['deregistered', `(service X) deregistered 1 targets in ${group}`],
  ['draining', '(service X, taskSet ecs-svc/1) has begun draining connections on 1 tasks.'],
  ['stopped', '(service X) has stopped 1 running tasks: (task T).'],
  ['unknown-event', '(service X) something new.'],
];
const targets: readonly [id: string, reason: string, description?: string][] = [
  ['registering', 'Elb.RegistrationInProgress'],
  ['first-checks', 'Elb.InitialHealthChecking'],
  ['code-mismatch', 'Target.ResponseCodeMismatch', 'Health checks failed with these codes: [404]'],
  ['timeout', 'Target.Timeout', 'Request timed out'],
  ['failed-checks', 'Target.FailedHealthChecks', 'Health checks failed'],
  ['not-registered', 'Target.NotRegistered'],
  ['not-in-use', 'Target.NotInUse'],
  ['draining', 'Target.DeregistrationInProgress'],
  ['invalid-state', 'Target.InvalidState'],
  ['ip-unusable', 'Target.IpUnusable'],
  ['unknown-target', 'Elb.Novelty'],
];
const stacks: readonly [id: string, reason: string][] = [
  ['account-not-ready', 'Resource handler returned message: "This AWS account currently does not support creating load balancers. For more information, please contact AWS Support. (Service: ElasticLoadBalancingV2, Status Code: 400, Request ID: x)" (RequestToken: x, HandlerErrorCode: InvalidRequest)'],
  ['account-not-ready', 'Your request for accessing resources in this region is being validated, and you will not be able to launch additional resources in this region until the validation is complete. (Service: Ec2, Status Code: 400; PendingVerification)'],
  ['already-exists', 'Table already exists: boyacky'],
  ['limit-exceeded', 'The maximum number of VPCs has been reached. (Service: Ec2, Status Code: 400; VpcLimitExceeded)'],
  ['access-denied', 'API: ec2:CreateVpc You are not authorized to perform this operation.'],
  ['zones', 'Template error: Fn::Select cannot select nonexistent value at index 1'],
  ['capabilities', 'Requires capabilities : [CAPABILITY_NAMED_IAM]'],
  ['invalid-template', 'Template format error: Unresolved resource dependencies [X] in the Resources block of the template'],
  ['invalid-template', 'Template format error: Unrecognized resource types: [AWS::EC2::Vcp]'],
  ['rolled-back', 'Stack:ARN is in ROLLBACK_COMPLETE state and can not be updated.'],
  ['rolled-back', 'The following resource(s) failed to create: [A, B]. Rollback requested by user.'],
  ['delete-blocked', "Resource handler returned message: \"The subnet 'subnet-1' has dependencies and cannot be deleted. (Service: Ec2, Status Code: 400, Request ID: x)\""],
  ['delete-blocked', 'resource sg-1 has a dependent object (Service: Ec2, Status Code: 400)'],
  ['unknown-stack', 'Something new'],
];
const exits: readonly [id: string, code: number | undefined, log: string][] = [
  ...[0, 1, 125, 126, 127, 137, 143].map((code): [string, number, string] => [`exit-${code}`, code, 'bye']),
  ['heap-out-of-memory', 134, 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
  ['script-not-found', 1, 'exec /entrypoint.sh: no such file or directory'],
  ['port-allocated', 125, 'docker: Error response from daemon: Bind for 0.0.0.0:8080 failed: port is already allocated.'],
  ['address-in-use', 1, 'Error: listen EADDRINUSE: address already in use 0.0.0.0:8080'],
  ['module-missing', 1, "Error: Cannot find module '/app/src/server.js'"],
  ['no-credentials', undefined, 'CredentialsProviderError: Could not load credentials from any providers'],
  ['no-region', 1, 'Error: Region is missing'],
  ['target-down', undefined, 'connect ECONNREFUSED 127.0.0.1:4566'],
  ['wrong-cpu', 1, 'exec /usr/local/bin/node: exec format error'],
  ['out-of-memory', 137, 'out of memory'],
  ['unknown-exit', 42, 'bye'],
];
const codes: readonly EngineErrorCode[] = [
  'cli-missing', 'daemon-unreachable', 'wsl-integration', 'client-version', 'dockerfile', 'build-failed',
  'lock-file-missing', 'builder-missing', 'attestation-unsupported', 'context-unreadable', 'base-image-not-found', 'image-not-found',
  'image-in-use', 'container-not-found', 'name-in-use', 'port-allocated', 'not-logged-in', 'login-refused',
  'no-terminal', 'credential-helper', 'token-expired', 'denied', 'repository-not-found', 'tag-immutable',
  'registry-unreachable', 'plain-http', 'no-network', 'no-ipv6', 'proxy', 'certificate',
  'clock-skew', 'short-name', 'subuid', 'bad-reference', 'usage', 'npm-failed',
  'npm-certificate', 'npm-no-network', 'rate-limited', 'wrong-architecture', 'out-of-memory', 'disk-full',
  'unsupported', 'interrupted', 'failed',
];

const stopOf = ([, fields, log]: (typeof stops)[number]) => diagnoseStop(task(fields), log);
const targetOf = ([, reason, description]: (typeof targets)[number]) => diagnoseTarget({ ip: '10.0.0.9', port: 8080, state: 'unhealthy', reason, ...(description !== undefined && { description }) });

describe('the real texts find their entries', () => {
  it.each(stops)('%s: a stopped task %j %s', (...row) => expect(stopOf(row)?.id).toBe(row[0]));
  it.each(events)('%s: the event %s', (id, message) => expect(diagnoseEvent(message).id).toBe(id));
  it.each(targets)('%s: the target %s', (...row) => expect(targetOf(row)?.id).toBe(row[0]));
  it.each(stacks)('%s: the stack %s', (id, reason) => expect(diagnoseStackReason(reason).id).toBe(id));
  it.each(exits)('%s: a program that ended with %s: %s', (id, code, log) => expect(diagnoseExit(code, log)?.id).toBe(id));
});

describe('the tables', () => {
  const intended = ['scaling', 'stopped-by-user'];
  // What ends a task that ran cannot be the reason of an event about one that never started.
  const neverPlaced = stopTable.slice(stopTable.findIndex(({ id }) => id === 'health-check-failed')).map(({ id }) => `event-${id}`);

  it.each([
    ['stops', stopTable, [...stops.map(([id]) => id), ...intended]],
    ['events', eventTable, [...events.map(([id]) => id), ...neverPlaced]],
    ['targets', targetTable, targets.map(([id]) => id)],
    ['stacks', stackTable, stacks.map(([id]) => id)],
    ['exits', localExitTable, exits.map(([id]) => id)],
  ])('of %s have no entry that nothing reaches', (_, table, reached) => {
    expect(table.map(({ id }) => id).filter((id) => !reached.includes(id))).toEqual([]);
  });

  const all: readonly (Diagnosis | undefined)[] = [
    ...stops.map(stopOf),
    ...events.map(([, message]) => diagnoseEvent(message)),
    ...targets.map(targetOf),
    ...stacks.map(([, reason]) => diagnoseStackReason(reason)),
    ...exits.map(([, code, log]) => diagnoseExit(code, log)),
    ...codes.map((code) => diagnoseEngineError({ code, message: 'the engine’s words', details: {} })),
  ];

  it.each(all.map((each): [string, Diagnosis | undefined] => [each?.id ?? '', each]))('%s speaks both languages, quotes the words, and names something to type', (_, found) => {
    for (const language of ['ja', 'en'] as const) {
      expect(found?.means[language].trim()).not.toBe('');
      expect(found?.fix[language]).toMatch(/\b(aws [a-z0-9]+ |docker |npm (ci|start)|lsof |cat |ls -la |sudo |podman |boyacky-lab )/);
      expect(found && tellDiagnosis(found)[language]).toContain(found?.quote ?? '?');
    }
    expect(`${found?.means.en}${found?.fix.en}`).not.toMatch(/<ARN>|\{profile\}/);
    expect(found?.means.ja).toMatch(/[ぁ-ん]/);
    expect(found?.means.en).not.toMatch(/[ぁ-ん]/);
  });
});

describe('what must not be read as something else', () => {
  it('a program that may not run is no failure of login, log or network; the action that is missing is named', () => {
    const [, denied] = startTexts.find(([id]) => id === 'log-group-denied') ?? ['', ''];
    expect(diagnoseStop(task({ stopCode: 'TaskFailedToStart', stoppedReason: denied }))?.means.en).toContain('logs:CreateLogGroup');
    const [, started] = startTexts.find(([id]) => id === 'exit-126') ?? ['', ''];
    expect(diagnoseStop(task({ stopCode: 'TaskFailedToStart', stoppedReason: started }))?.means.en).not.toMatch(/login|network/);
  });
});

describe('what needs no cure', () => {
  it.each(['Scaling activity initiated by (deployment ecs-svc/1)', 'anything else'])('is a task that the scheduler stopped: %s', (stoppedReason) => {
    expect(diagnoseStop(task({ stopCode: 'ServiceSchedulerInitiated', stoppedReason, containers: [{ name: 'x', exitCode: 143 }] }))).toBeUndefined();
  });

  it('is a task that somebody stopped, a task that runs, a healthy target and silence', () => {
    expect(diagnoseStop(task({ stopCode: 'UserInitiated', stoppedReason: 'a test', containers: [{ name: 'x', exitCode: 137 }] }))).toBeUndefined();
    expect(diagnoseStop(task({}))).toBeUndefined();
    expect(diagnoseTarget({ ip: '10.0.0.9', port: 8080, state: 'healthy' })).toBeUndefined();
    expect(diagnoseExit(undefined, '\n')).toBeUndefined();
  });
});

describe('the cause among many', () => {
  const event = (logicalId: string, status: string, reason?: string): StackEvent => ({ id: logicalId, at: 0, logicalId, type: 'AWS::X', status, ...(reason !== undefined && { reason }) });

  it('is the first failure of a stack, not what was cancelled because of it', () => {
    const found = diagnoseStack([event('Stack', 'ROLLBACK_IN_PROGRESS', 'Rollback requested by user.'), event('Alb', 'CREATE_FAILED', 'Resource creation cancelled'), event('Table', 'CREATE_FAILED', 'Table already exists: boyacky'), event('Vpc', 'CREATE_COMPLETE')]);
    expect(found).toMatchObject({ id: 'already-exists', quote: 'Table (AWS::X): Table already exists: boyacky' });
    expect(diagnoseStack([event('Vpc', 'CREATE_COMPLETE')])).toBeUndefined();
  });

  it('is of what is being done now, not of an attempt before', () => {
    const stack = (status: string): StackEvent => ({ ...event('boyacky', status), type: 'AWS::CloudFormation::Stack' });
    const before = [event('Vpc', 'DELETE_FAILED', 'has dependencies and cannot be deleted'), stack('DELETE_IN_PROGRESS'), stack('CREATE_COMPLETE')];
    expect(diagnoseStack([event('Repository', 'DELETE_FAILED', 'something new'), stack('DELETE_IN_PROGRESS'), ...before])?.quote).toContain('Repository');
    expect(diagnoseStack([stack('DELETE_IN_PROGRESS'), ...before])).toBeUndefined();
  });

  it('is the event that says why, and nothing from before the service settled', () => {
    const said = (...messages: string[]) => findTrouble(messages.map((message) => ({ id: message, at: 0, message })))?.id;
    const [, place] = events.find(([id]) => id === 'event-tag-missing') ?? ['', ''];
    expect(said(`(service X) is unable to consistently start tasks successfully. ${guide}`, place)).toBe('event-tag-missing');
    expect(said('(service X) has started 1 tasks: (task T).', '(service X) has reached a steady state.', place)).toBeUndefined();
  });
});

function task(fields: Partial<Task>): Task {
  return { id: 't', arn: 'arn:t', lastStatus: 'STOPPED', desiredStatus: 'STOPPED', taskDefinitionArn: 'arn:td:1', containers: [], ...fields };
}

function exit(exitCode: number, reason?: string): Partial<Task> {
  return { stopCode: 'EssentialContainerExited', stoppedReason: exited, containers: [{ name: 'boyacky-web-app', exitCode, ...(reason !== undefined && { reason }) }] };
}
