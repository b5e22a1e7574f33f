export interface StoredGroup {
  readonly name: string;
  readonly createdAt: number;
  readonly retentionInDays?: number;
  readonly logGroupClass: 'STANDARD' | 'INFREQUENT_ACCESS';
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface StoredStream {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
  /** Name of the file that holds its events; also what makes event ids unique among streams. Digits. */
  readonly fileId: string;
}

/** One event of a stream. `sequence` grows by one with every event that the stream ever took. */
export interface LogEvent {
  readonly sequence: number;
  /** Milliseconds since the epoch, as the sender says. */
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}
