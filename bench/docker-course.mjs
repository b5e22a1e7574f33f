import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installSampleApp, makeLearnerFolder } from './learner-folder.mjs';
import { medianOf } from './median-of.mjs';
import { runOrFail, runProgram } from './run-program.mjs';
import { secondsOf, slowSteps } from './slow-steps.mjs';

const runs = 3;
const goal = 1.5;
/** No further pair is begun after this: with a slow engine one run takes minutes. */
const budgetMs = 600_000;
const deadlineMs = 300_000;
const script = fileURLToPath(new URL('docker-commands.sh', import.meta.url));

/** What the course does beside docker: an install of packages, and life cycles that AWS would take its time for. */
const besideDocker = ['local.install', 'foundation.wait-stack', 'service.running', 'service.healthy', 'service.steady', 'rollout.watch'];

/** The course with docker against a shell script that runs the same docker commands. */
export async function measureDockerCourse(/** @type {import('./package-copy.mjs').PackageCopy} */ copy, /** @type {(line: string) => void} */ say) {
  if (!(await hasDocker())) return [{ measure: 'docker course / its docker commands', value: 'skipped: no docker here', goal: `<= ${goal}x` }];
  const [commands, course] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  const start = performance.now();
  for (let run = 0; run < runs && (run === 0 || performance.now() - start < budgetMs); run++) {
    copy.chillCaches();
    commands.push(await timeCommands(copy));
    copy.chillCaches();
    const { seconds, output } = await timeCourse(copy);
    course.push(seconds);
    const waits = besideDocker.reduce((sum, id) => sum + secondsOf(output, id), 0);
    say(`commands ${commands.at(-1)?.toFixed(1)} s, course ${seconds.toFixed(1)} s (of that npm ci and simulated waits before clean-up ${waits.toFixed(1)} s); ${slowSteps(output)}`);
  }
  const ratio = medianOf(course) / medianOf(commands);
  return [
    { measure: 'the docker commands of the course, as a script', value: `${medianOf(commands).toFixed(1)} s` },
    { measure: 'docker course with clean-up / the script', value: `${medianOf(course).toFixed(1)} s`, ratio, goal: `<= ${goal}x`, met: ratio <= goal },
  ];
}

async function hasDocker() {
  const { exitCode } = await runProgram('docker', ['version'], { deadlineMs: 20_000 }).catch(() => ({ exitCode: 1 }));
  return exitCode === 0;
}

async function timeCourse(/** @type {import('./package-copy.mjs').PackageCopy} */ copy) {
  const folder = makeLearnerFolder(copy);
  try {
    const { ms, output } = await folder.runLab(['start', '--yes', '--engine', 'docker', '--lang', 'en']);
    return { seconds: ms / 1000, output };
  } finally {
    await folder.remove();
  }
}

/** The script alone is timed: the sandbox, its repository and the app's packages are there before. */
async function timeCommands(/** @type {import('./package-copy.mjs').PackageCopy} */ copy) {
  const folder = makeLearnerFolder(copy);
  try {
    const app = await installSampleApp(copy, folder);
    await folder.runLab(['sandbox', 'start', '--engine', 'docker']);
    const { registry, password } = await prepareRegistry(folder.endpoint());
    const args = [script, app, join(copy.dir, 'templates', 'fix-1.1'), join(copy.dir, 'templates', 'solutions'), registry];
    return (await runOrFail('bash', args, { env: folder.env, input: `${password}\n`, deadlineMs })).ms / 1000;
  } finally {
    await folder.remove();
  }
}

/** @param {Record<string, string>} endpoint */
async function prepareRegistry({ url, region, accessKeyId = '', secretAccessKey = '' }) {
  const { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } = await import('@aws-sdk/client-ecr');
  const client = new ECRClient({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey } });
  await client.send(new CreateRepositoryCommand({ repositoryName: 'boyacky/web-app', imageTagMutability: 'IMMUTABLE' }));
  const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
  const [{ authorizationToken = '', proxyEndpoint = '' } = {}] = authorizationData ?? [];
  const password = Buffer.from(authorizationToken, 'base64').toString().replace(/^AWS:/, '');
  return { registry: proxyEndpoint.replace(/^https?:\/\//, ''), password };
}
