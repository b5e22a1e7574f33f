import { structuredPatch } from 'diff';
import type { FileEdit } from './file-edit.js';

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** Of the old file for what is removed, else of the new one; from 1. */
  readonly number: number;
}

/** Neighbouring changes of a file with a few lines around them. */
export type Hunk = readonly DiffLine[];

const around = 2;

/** What an edit changes, hunk by hunk; empty when it changes nothing. */
export function diffHunks({ label, before = '', after }: FileEdit): readonly Hunk[] {
  return structuredPatch(label, label, before, after, '', '', { context: around }).hunks.map(({ oldStart, newStart, lines }) => {
    let [old, fresh] = [oldStart, newStart];
    return lines.flatMap((line): DiffLine[] => {
      const text = line.slice(1);
      if (line.startsWith('-')) return [{ kind: 'removed', text, number: old++ }];
      if (line.startsWith('+')) return [{ kind: 'added', text, number: fresh++ }];
      // "\ No newline at end of file"
      if (!line.startsWith(' ')) return [];
      old += 1;
      return [{ kind: 'same', text, number: fresh++ }];
    });
  });
}
