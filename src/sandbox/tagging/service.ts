import { GetResources$, GetTagKeys$, GetTagValues$ } from '@aws-sdk/client-resource-groups-tagging-api';
import type { SandboxContext } from '../context.js';
import { operation, type Service } from '../service.js';
import { getResources } from './operations/get-resources.js';
import { getTagKeys, getTagValues } from './operations/tag-keys-and-values.js';

/** Resource Groups Tagging, for reading. Tags are written through the services that own the resources. */
export function createTaggingService(context: SandboxContext): Service {
  return {
    name: 'tagging',
    operations: {
      GetResources: operation(GetResources$, getResources(context)),
      GetTagKeys: operation(GetTagKeys$, getTagKeys(context)),
      GetTagValues: operation(GetTagValues$, getTagValues(context)),
    },
  };
}
