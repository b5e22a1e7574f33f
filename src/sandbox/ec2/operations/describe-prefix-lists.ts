import type {
  DescribeManagedPrefixListsCommandInput,
  DescribeManagedPrefixListsCommandOutput,
  DescribePrefixListsCommandInput,
  DescribePrefixListsCommandOutput,
  Filter,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import { applyFilters, type FilterTable } from '../filters.js';
import { pageOf, type Page } from '../paging.js';
import { prefixLists, type PrefixList } from '../vpc-endpoint/endpoint-services.js';

export function describePrefixLists(ec2: Ec2): Handler<DescribePrefixListsCommandInput, DescribePrefixListsCommandOutput> {
  return (input) => {
    const { items, nextToken } = selectLists(ec2, input, {});
    return {
      PrefixLists: items.map(({ id, name, cidrs }) => ({ PrefixListId: id, PrefixListName: name, Cidrs: [...cidrs] })),
      NextToken: nextToken,
    };
  };
}

export function describeManagedPrefixLists(ec2: Ec2): Handler<DescribeManagedPrefixListsCommandInput, DescribeManagedPrefixListsCommandOutput> {
  return (input) => {
    const { region } = ec2.context.account;
    const { items, nextToken } = selectLists(ec2, input, { 'owner-id': () => ['AWS'] });
    return {
      PrefixLists: items.map(({ id, name }) => ({
        PrefixListId: id,
        PrefixListArn: `arn:aws:ec2:${region}:aws:prefix-list/${id}`,
        PrefixListName: name,
        AddressFamily: 'IPv4',
        OwnerId: 'AWS',
        State: 'create-complete',
        Tags: [],
      })),
      NextToken: nextToken,
    };
  };
}

interface ListRequest {
  readonly PrefixListIds?: string[];
  readonly Filters?: Filter[];
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

function selectLists(ec2: Ec2, request: ListRequest, more: FilterTable<PrefixList>): Page<PrefixList> {
  const all = prefixLists(ec2.context.account.region);
  const ids = request.PrefixListIds ?? [];
  for (const id of ids) {
    if (!all.some((list) => list.id === id)) throw new AwsError('InvalidPrefixListID.NotFound', `The prefix list ID '${id}' does not exist`);
  }
  const named = ids.length === 0 ? all : all.filter((list) => ids.includes(list.id));
  const filters: FilterTable<PrefixList> = { 'prefix-list-id': (list) => [list.id], 'prefix-list-name': (list) => [list.name], ...more };
  return pageOf(applyFilters<PrefixList>(named, request.Filters, filters), request);
}
