import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Text } from '../types.js';

/** What one option means, and how many words belong to it. */
export interface OptionEntry extends Text {
  readonly values?: number;
}

export interface CommandEntry extends Text {
  /** Program and subcommand, e.g. "aws ecs create-service". */
  readonly command: string;
  readonly options?: Readonly<Record<string, OptionEntry>>;
  /** By position; the last one stands for all that follow. */
  readonly operands?: readonly Text[];
}

/** lessons/boyacky/commands.yaml: what the commands of the lessons mean, in every language. */
export interface CommandGlossary {
  /** Options that every command of a program knows. */
  readonly common: Readonly<Record<string, Readonly<Record<string, OptionEntry>>>>;
  /** What stands between two commands: a pipe, a redirection. */
  readonly joiners: Readonly<Record<string, Text>>;
  readonly commands: readonly CommandEntry[];
}

/** Reads the glossary file; throws when it is not there or not YAML. */
export function loadCommandGlossary(file: string): CommandGlossary {
  return parse(readFileSync(file, 'utf8')) as CommandGlossary;
}
