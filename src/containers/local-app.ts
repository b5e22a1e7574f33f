/** Boyacky as an ordinary process on this machine (chapter 2): installed by npm, started and stopped by id. */
export interface LocalApp {
  /** Whether the packages of the lock file are installed in `dir`. */
  installed(dir: string): boolean;
  /** `npm ci`; each line of its output goes to `onOutput`. Rejects with `EngineError`. */
  install(dir: string, options?: { onOutput?: (line: string) => void; signal?: AbortSignal }): Promise<void>;
  /**
   * Starts `npm start`'s program in `dir` in the background with just these variables (and PATH, HOME, the CA
   * bundle); it goes on when this program ends. Resolves when the process has been started.
   */
  start(dir: string, options: { port: number; env: Readonly<Record<string, string>> }): Promise<void>;
  /** The process that `start` began, if it still lives. */
  running(): { readonly pid: number; readonly port: number } | undefined;
  /** SIGTERM, then SIGKILL; does nothing when none is running. */
  stop(): Promise<void>;
  /** What it printed so far. */
  output(): string;
  /**
   * Runs a script with Node, the folder as its argument and working folder, `input` on standard input, without
   * anything of the learner's environment but PATH and the like. Ended after `timeoutMs`; does not throw.
   */
  tryOut(script: string, dir: string, options: { input: string; timeoutMs: number; signal?: AbortSignal }): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number | undefined; readonly timedOut: boolean }>;
  /** First line of `program --version`, or undefined when the program is not on the PATH. */
  toolVersion(program: 'git' | 'aws' | 'npm'): Promise<string | undefined>;
}
