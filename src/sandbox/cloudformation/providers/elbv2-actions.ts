import type { ActionTypeEnum, RedirectActionStatusCodeEnum } from '@aws-sdk/client-elastic-load-balancing-v2';
import { flag, integer, list, object, oneOf, text } from './shape.js';

/** What a listener or a rule does with a request: written as in the API. */
export const actions = list(
  object(
    { Type: oneOf<ActionTypeEnum>() },
    {
      Order: integer,
      TargetGroupArn: text,
      ForwardConfig: object(
        {},
        {
          TargetGroups: list(object({ TargetGroupArn: text }, { Weight: integer })),
          TargetGroupStickinessConfig: object({}, { Enabled: flag, DurationSeconds: integer }),
        },
      ),
      RedirectConfig: object(
        { StatusCode: oneOf<RedirectActionStatusCodeEnum>() },
        { Host: text, Path: text, Port: text, Protocol: text, Query: text },
      ),
      FixedResponseConfig: object({ StatusCode: text }, { ContentType: text, MessageBody: text }),
    },
  ),
);
