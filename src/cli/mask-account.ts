/** "********9012": enough to tell accounts apart, not enough to hand out. */
export function maskAccount(account: string): string {
  return account.replace(/^\d{8}/, '********');
}
