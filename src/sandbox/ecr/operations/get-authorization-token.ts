import type { GetAuthorizationTokenCommandInput, GetAuthorizationTokenCommandOutput } from '@aws-sdk/client-ecr';
import { registryHost } from '../../context.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html */
export function getAuthorizationToken({ context, registry }: EcrDeps): Handler<GetAuthorizationTokenCommandInput, GetAuthorizationTokenCommandOutput> {
  return () => {
    const { password, expiresAt } = registry.tokens.issue();
    return {
      authorizationData: [
        {
          authorizationToken: Buffer.from(`AWS:${password}`).toString('base64'),
          expiresAt: new Date(expiresAt),
          proxyEndpoint: `http://${registryHost(context.endpoint)}`,
        },
      ],
    };
  };
}
