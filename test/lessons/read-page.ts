import { readFileSync } from 'node:fs';
import { fillIn } from '../../src/workshop/fill-in.js';
import { portWords, usualPorts } from '../../src/workshop/local-ports.js';

/** One `##` section of a page, the introduction included. */
export interface Section {
  readonly title: string;
  readonly text: string;
  /** Code spans and listings. */
  readonly code: readonly string[];
}

export interface Page {
  /** "09-rollout/en.md" */
  readonly file: string;
  readonly path: string;
  readonly sections: readonly Section[];
  /** Lines outside of listings, drawings and tables. */
  readonly prose: readonly string[];
  readonly tableRows: readonly string[];
  /** Fenced blocks without a language: drawings, and what programs print. */
  readonly drawings: readonly (readonly string[])[];
  /** Fenced blocks with a language. */
  readonly listings: readonly (readonly string[])[];
  /** Targets of Markdown links, and bare addresses of the world outside. */
  readonly links: readonly string[];
}

/** A lesson as it is on the screen: its words filled in with the usual ones. */
export function readLesson(path: string): string {
  return fillIn(readFileSync(path, 'utf8'), portWords(usualPorts), path);
}

/** A page of the lessons, taken apart into what the tests look at. */
export function readPage(path: string): Page {
  const text = readLesson(path);
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({ language, lines: body.trimEnd().split('\n') }));
  const outside = text.replace(/^```[\s\S]*?^```$/gm, '');
  const lines = outside.split('\n');
  return {
    file: path.split('/').slice(-2).join('/'),
    path,
    sections: splitSections(text),
    prose: lines.filter((line) => !line.startsWith('|')),
    tableRows: lines.filter((line) => line.startsWith('|')),
    drawings: blocks.filter(({ language }) => language === '').map((block) => block.lines),
    listings: blocks.filter(({ language }) => language !== '').map((block) => block.lines),
    links: [...findTargets(outside.replace(/`[^`\n]*`/g, '')), ...findAddresses(outside)],
  };
}

function splitSections(text: string): Section[] {
  return text.split(/^## /m).map((part, index) => ({
    title: (part.split('\n')[0] ?? '').replace(/^# /, ''),
    text: index === 0 ? part : `## ${part}`,
    code: [...part.matchAll(/^```\w*\n([\s\S]*?)^```$/gm), ...part.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  }));
}

function findTargets(text: string): string[] {
  return [...text.matchAll(/\]\(\s*([^)\s]+)\s*\)/g)].map(([, target = '']) => target);
}

/** https only: what is http in the lessons runs on the learner's machine, or is the learner's load balancer. */
function findAddresses(text: string): string[] {
  return [...text.matchAll(/https:\/\/[\w./~@%+-]+/g)].map(([address]) => address.replace(/[.,]+$/, ''));
}
