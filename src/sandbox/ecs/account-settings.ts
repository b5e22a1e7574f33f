import type { EcsState } from '../scheduler/state.js';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html */
const defaults: Readonly<Record<string, string>> = {
  awsvpcTrunking: 'disabled',
  containerInsights: 'disabled',
  containerInstanceLongArnFormat: 'enabled',
  defaultLogDriverMode: 'non-blocking',
  dualStackIPv6: 'enabled',
  fargateFIPSMode: 'disabled',
  fargateTaskRetirementWaitPeriod: '7',
  guardDutyActivate: 'off',
  serviceLongArnFormat: 'enabled',
  tagResourceAuthorization: 'on',
  taskLongArnFormat: 'enabled',
};

export const accountSettingNames: readonly string[] = Object.keys(defaults);

export function accountSetting(state: EcsState, name: string): string {
  return state.accountSettings.get(name)?.value ?? defaults[name] ?? '';
}
