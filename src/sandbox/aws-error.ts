/**
 * An error as AWS sends it. `code` is the code on the wire (`NoSuchEntity`, `ClusterNotFoundException`,
 * `InvalidVpcID.NotFound`); `fields` are further members of the modelled exception.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: string,
    message: string,
    options: { status?: number; fields?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.status = options.status ?? 400;
    this.fields = options.fields ?? {};
  }
}
