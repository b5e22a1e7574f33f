/** A file as it is and as it is to be. */
export interface FileEdit {
  /** Absolute. */
  readonly path: string;
  /** As it is shown: from the workspace's folder on. */
  readonly label: string;
  /** undefined: there is no such file yet. */
  readonly before: string | undefined;
  readonly after: string;
}
