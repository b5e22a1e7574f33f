import type { ListAccountAliasesCommandInput, ListAccountAliasesCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';

export function listAccountAliases(): Handler<ListAccountAliasesCommandInput, ListAccountAliasesCommandOutput> {
  return () => ({ AccountAliases: [], IsTruncated: false });
}
