import type {
  ListAccountSettingsCommandInput,
  ListAccountSettingsCommandOutput,
  PutAccountSettingCommandInput,
  PutAccountSettingCommandOutput,
  PutAccountSettingDefaultCommandInput,
  PutAccountSettingDefaultCommandOutput,
  Setting,
} from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import { accountSetting, accountSettingNames } from '../account-settings.js';
import type { Ecs } from '../ecs.js';
import { invalidParameter } from '../errors.js';
import { pageOf } from '../page.js';

/** In the sandbox settings are the account's: they are the same for everybody who signs. */
export function listAccountSettings({ context, state }: Ecs): Handler<ListAccountSettingsCommandInput, ListAccountSettingsCommandOutput> {
  return (input) => {
    const { name, value, effectiveSettings = false } = input;
    const names = accountSettingNames.filter((each) => effectiveSettings || state.accountSettings.has(each));
    const matching = names.filter((each) => (!name || each === name) && (!value || accountSetting(state, each) === value));
    const { items, nextToken } = pageOf(matching, { nextToken: input.nextToken, maxResults: input.maxResults });
    return { settings: items.map((each) => settingOf(context.account.id, each, accountSetting(state, each))), nextToken };
  };
}

export function putAccountSetting(ecs: Ecs): Handler<PutAccountSettingCommandInput, PutAccountSettingCommandOutput> {
  return ({ name, value }) => ({ setting: put(ecs, name ?? '', value ?? '') });
}

export function putAccountSettingDefault(ecs: Ecs): Handler<PutAccountSettingDefaultCommandInput, PutAccountSettingDefaultCommandOutput> {
  return ({ name, value }) => ({ setting: put(ecs, name ?? '', value ?? '') });
}

function put({ context, state }: Ecs, name: string, value: string): Setting {
  if (!accountSettingNames.includes(name)) throw invalidParameter(`There is no account setting ${name}.`);
  state.accountSettings.set(name, { value });
  return settingOf(context.account.id, name, value);
}

function settingOf(accountId: string, name: string, value: string): Setting {
  return { name: name as Setting['name'], value, principalArn: `arn:aws:iam::${accountId}:root`, type: 'user' };
}
