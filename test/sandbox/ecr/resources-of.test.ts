import { expect, test } from 'vitest';
import { resourcesOf } from '../../../src/sandbox/ecr/resources-of.js';

const account = { id: '123456789012', region: 'ap-northeast-1', zones: [] };
const arn = (name: string) => `arn:aws:ecr:ap-northeast-1:123456789012:repository/${name}`;

test.each<[string, unknown, string[]]>([
  ['one repository', { repositoryName: 'boyacky/web-app' }, [arn('boyacky/web-app')]],
  ['several repositories', { repositoryNames: ['one', 'two'] }, [arn('one'), arn('two')]],
  ['an ARN', { resourceArn: arn('one') }, [arn('one')]],
  ['nothing', {}, ['*']],
  ['no object', null, ['*']],
  ['names that are none', { repositoryName: 5, repositoryNames: 'one' }, ['*']],
])('%s', (_, body, expected) => {
  expect(resourcesOf(account, body)).toEqual(expected);
});
