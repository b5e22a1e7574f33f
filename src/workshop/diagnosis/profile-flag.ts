/** ` --profile NAME`, to put behind a command of the AWS CLI; empty where no profile was named. */
export function profileFlag(profile: string | undefined): string {
  if (profile === undefined || profile === '') return '';
  return ` --profile ${/^[\w.@/:+-]+$/.test(profile) ? profile : `'${profile}'`}`;
}
