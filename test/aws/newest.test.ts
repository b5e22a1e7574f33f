import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateLogGroupCommand, CreateLogStreamCommand, CloudWatchLogsClient, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogGroups } from '../../src/aws/log-groups.js';
import { createServices } from '../../src/aws/services.js';
import { createStacks } from '../../src/aws/stacks.js';
import { startTestSandbox } from '../sandbox/harness.js';

/** An AWS whose answers are these; `answer` gets the operation and what was asked. */
async function configWith(answer: (operation: string, asked: string) => object | string) {
  const server = createServer((request, response) => {
    void readAll(request).then((asked) => {
      const operation = String(request.headers['x-amz-target'] ?? /Action=(\w+)/.exec(asked)?.[1]).split('.').at(-1) ?? '';
      const told = answer(operation, asked);
      response.setHeader('content-type', typeof told === 'string' ? 'text/xml' : 'application/x-amz-json-1.1').end(typeof told === 'string' ? told : JSON.stringify(told));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  const { port } = server.address() as AddressInfo;
  return { region: 'ap-northeast-1', endpoint: `http://127.0.0.1:${port}`, credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' } };
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

describe('the newest is the newest, over all pages', () => {
  it('of stopped tasks, whatever the order in which they are listed', async () => {
    // The hundred of the first page are the oldest, and the last to stop is in the midst of the second.
    const seconds = [...Array(146).keys()].map((index) => (index === 120 ? 9000 : index));
    const arn = (index: number) => `arn:aws:ecs:ap-northeast-1:123456789012:task/c/${index}`;
    const config = await configWith((operation, asked) => {
      const request = JSON.parse(asked) as { nextToken?: string; tasks?: string[] };
      if (operation === 'ListTasks') return request.nextToken === undefined ? { taskArns: seconds.slice(0, 100).map((_, index) => arn(index)), nextToken: 'more' } : { taskArns: seconds.slice(100).map((_, index) => arn(index + 100)) };
      return { tasks: (request.tasks ?? []).map((taskArn) => ({ taskArn, stoppedAt: seconds[Number(taskArn.split('/').at(-1))] })) };
    });
    const stopped = await createServices(config).tasks('c', { service: 's', stopped: true });
    expect(stopped).toHaveLength(146);
    expect(stopped.slice(0, 2).map(({ id, stoppedAt }) => [id, stoppedAt])).toEqual([['120', 9_000_000], ['145', 145_000]]);
  });

  it('of events of a service', async () => {
    const config = await configWith(() => ({ services: [{ serviceName: 's', events: [{ id: 'a', createdAt: 1, message: 'old' }, { id: 'b', createdAt: 2, message: 'new' }] }] }));
    expect((await createServices(config).find('c', 's'))?.events.map(({ message }) => message)).toEqual(['new', 'old']);
  });

  it('of events of a stack', async () => {
    const page = (id: string, at: string, token = '') =>
      `<DescribeStackEventsResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStackEventsResult><StackEvents><member><EventId>${id}</EventId><StackId>s</StackId><StackName>s</StackName><Timestamp>${at}</Timestamp></member></StackEvents>${token}</DescribeStackEventsResult></DescribeStackEventsResponse>`;
    const config = await configWith((_, asked) => (asked.includes('NextToken') ? page('first', '2026-11-30T00:00:00Z') : page('second', '2026-11-30T00:01:00Z', '<NextToken>more</NextToken>')));
    expect((await createStacks(config).events('s')).map(({ id }) => id)).toEqual(['second', 'first']);
  });

  it('of the lines of a log, of the streams that are asked for', async () => {
    const sandbox = await startTestSandbox({ services: ['logs'] });
    onTestFinished(() => sandbox.stop());
    const client = new CloudWatchLogsClient(sandbox.clientConfig);
    onTestFinished(() => client.destroy());
    const logGroupName = '/ecs/x';
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    const [first, second] = [Date.now() - 60_000, Date.now() - 30_000];
    for (const [logStreamName, times] of [['ecs/x/one', [first, second]], ['ecs/x/two', [second]]] as const) {
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      for (const timestamp of times) await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: Array.from({ length: 9000 }, (_, index) => ({ timestamp, message: `${timestamp} ${index}` })) }));
    }
    const lines = await createLogGroups(sandbox.clientConfig).events(logGroupName, { last: 2, startTime: 0, stream: (name) => name.endsWith('/one') });
    expect(lines.map(({ message }) => message)).toEqual([`${second} 8998`, `${second} 8999`]);
  });
});
