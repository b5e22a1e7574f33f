import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-ecr';
import { invalidParameter } from '../../registry/errors.js';
import type { Repository } from '../../registry/model.js';
import type { Handler } from '../../service.js';
import { repositoryArn } from '../arn.js';
import type { EcrDeps } from '../deps.js';
import { toTagList, toTagRecord } from '../tags.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html */
export function tagResource(deps: EcrDeps): Handler<TagResourceCommandInput, TagResourceCommandOutput> {
  return ({ resourceArn, tags }) => {
    const repository = repositoryOf(deps, resourceArn);
    deps.registry.repositories.update(repository.name, { tags: toTagRecord(tags, repository.tags) });
    return {};
  };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UntagResource.html */
export function untagResource(deps: EcrDeps): Handler<UntagResourceCommandInput, UntagResourceCommandOutput> {
  return ({ resourceArn, tagKeys = [] }) => {
    const repository = repositoryOf(deps, resourceArn);
    const tags = Object.fromEntries(Object.entries(repository.tags).filter(([key]) => !tagKeys.includes(key)));
    deps.registry.repositories.update(repository.name, { tags });
    return {};
  };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListTagsForResource.html */
export function listTagsForResource(deps: EcrDeps): Handler<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput> {
  return ({ resourceArn }) => ({ tags: toTagList(repositoryOf(deps, resourceArn).tags) });
}

function repositoryOf({ context, registry }: EcrDeps, arn = ''): Repository {
  const prefix = repositoryArn(context.account, '');
  if (!arn.startsWith(prefix)) throw invalidParameter('resourceArn', `must be the ARN of a repository here: ${prefix}<name>`);
  return registry.repositories.require(arn.slice(prefix.length));
}
