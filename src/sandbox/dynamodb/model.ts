/** What the sandbox keeps of a table besides what dynalite keeps: dynalite knows none of this. */
export interface StoredTable {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly deletionProtection: boolean;
  readonly tableClass?: string;
  readonly encryption?: { readonly enabled: boolean; readonly keyArn?: string };
  readonly onDemandThroughput?: unknown;
  readonly ttlAttribute?: string;
  /** When point-in-time recovery was turned on, in milliseconds since the epoch. */
  readonly recoverableSince?: number;
  readonly recoveryPeriodInDays?: number;
}
