/** What the scheduler decides to do next for a service. Task ids are ARNs. */
export type Action =
  | { readonly do: 'register-targets'; readonly taskArn: string }
  | { readonly do: 'mark-healthy'; readonly taskArn: string }
  | { readonly do: 'count-failure'; readonly taskArn: string }
  | { readonly do: 'start'; readonly deploymentId: string; readonly count: number; readonly replaces: readonly string[] }
  | { readonly do: 'stop'; readonly taskArns: readonly string[] }
  | { readonly do: 'stop-unhealthy'; readonly taskArn: string; readonly targetGroupArn: string; readonly port: number; readonly reason: string }
  | { readonly do: 'complete'; readonly deploymentId: string }
  | { readonly do: 'fail'; readonly deploymentId: string; readonly rollBackTo: string | undefined }
  | { readonly do: 'say-steady' }
  | { readonly do: 'say-impossible' }
  | { readonly do: 'become-inactive' };
