/** Who makes a request: the owner of the sandbox (may do everything), an assumed role, or the sandbox itself. */
export type Principal =
  | { readonly kind: 'owner'; readonly arn: string; readonly userId: string }
  | { readonly kind: 'role'; readonly arn: string; readonly userId: string; readonly roleName: string }
  | { readonly kind: 'service'; readonly arn: string; readonly userId: string };
