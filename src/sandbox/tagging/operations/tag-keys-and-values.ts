import type {
  GetTagKeysCommandInput,
  GetTagKeysCommandOutput,
  GetTagValuesCommandInput,
  GetTagValuesCommandOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { SandboxContext } from '../../context.js';
import type { Handler } from '../../service.js';
import { pageOf } from '../page.js';

const perPage = 1000;

export function getTagKeys(context: SandboxContext): Handler<GetTagKeysCommandInput, GetTagKeysCommandOutput> {
  return async ({ PaginationToken: from }) => {
    const keys = (await context.taggedResources()).flatMap(({ tags }) => Object.keys(tags));
    const { items, token } = pageOf(sortedOnce(keys), (key) => key, perPage, from);
    return { TagKeys: items, PaginationToken: token };
  };
}

export function getTagValues(context: SandboxContext): Handler<GetTagValuesCommandInput, GetTagValuesCommandOutput> {
  return async ({ Key: key = '', PaginationToken: from }) => {
    const values = (await context.taggedResources()).flatMap(({ tags }) => (Object.hasOwn(tags, key) ? (tags[key] ?? []) : []));
    const { items, token } = pageOf(sortedOnce(values), (value) => value, perPage, from);
    return { TagValues: items, PaginationToken: token };
  };
}

function sortedOnce(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
