import type { Filter } from '@aws-sdk/client-ec2';
import type { Collection } from '../store/store.js';
import { find } from './ec2.js';
import type { Kind } from './errors.js';
import { applyFilters, type FilterTable } from './filters.js';
import type { Tags } from './model.js';
import { pageOf, type Page } from './paging.js';

interface DescribeRequest {
  readonly ids: readonly string[] | undefined;
  readonly Filters?: readonly Filter[];
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** What every Describe… does: all or the named ones (each must exist), filtered, a page of them. */
export function select<T extends { readonly id: string; readonly tags: Tags }>(
  collection: Collection<T>,
  kind: Kind,
  request: DescribeRequest,
  table: FilterTable<T>,
): Page<T> {
  const named = request.ids !== undefined && request.ids.length > 0;
  const items = named ? [...new Set(request.ids)].map((id) => find(collection, kind, id)) : collection.values();
  return pageOf(applyFilters<T>(items, request.Filters, table), request);
}
