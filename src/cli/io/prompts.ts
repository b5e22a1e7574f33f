import type { MenuAnswer, MenuEntry } from './step-prompt.js';

/** How a person is asked. Each rejects when the person leaves (Ctrl-C) or the signal aborts. */
export interface Prompts {
  choose<Value extends string>(message: string, choices: readonly MenuEntry<Value>[], signal: AbortSignal): Promise<Value>;
  /** A menu at which a command line may be typed as well. */
  chooseOrType<Value extends string>(message: string, choices: readonly MenuEntry<Value>[], help: string, signal: AbortSignal): Promise<MenuAnswer<Value>>;
  confirm(message: string, signal: AbortSignal): Promise<boolean>;
  /** Goes on when Enter is pressed. */
  pause(message: string, signal: AbortSignal): Promise<void>;
  /** Resolves when Enter is pressed, while other things go on and are shown. */
  entered(signal: AbortSignal): Promise<void>;
}
