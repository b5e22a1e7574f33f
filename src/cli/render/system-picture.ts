import chalk from 'chalk';
import stringWidth from 'string-width';
import { changedParts, partIds, type Part, type PartId, type SystemView } from '../../workshop/picture/system-view.js';
import type { Language, Text } from '../../workshop/types.js';
import { padToWidth, wrapText } from './wrap-text.js';

export interface PictureOptions {
  readonly language: Language;
  readonly width: number;
  /** What changed since then is marked. */
  readonly previous?: SystemView;
  /** What of it is simulated, in a word or two: "sandbox". */
  readonly target: string;
  readonly plain: boolean;
}

const labels: Record<PartId, Text> = {
  stack: { ja: 'スタック boyacky-stack', en: 'stack boyacky-stack' },
  vpc: { ja: 'VPC boyacky-vpc', en: 'VPC boyacky-vpc' },
  'load-balancer': { ja: 'boyacky-alb', en: 'boyacky-alb' },
  listener: { ja: 'リスナー', en: 'listener' },
  'target-group': { ja: 'ターゲットグループ', en: 'target group' },
  cluster: { ja: 'クラスター', en: 'cluster' },
  service: { ja: 'サービス', en: 'service' },
  'task-definition': { ja: 'タスク定義', en: 'task definition' },
  'task-role': { ja: 'タスクロール', en: 'task role' },
  'execution-role': { ja: '実行ロール', en: 'execution role' },
  repository: { ja: 'ECR', en: 'ECR' },
  'log-group': { ja: 'ログ', en: 'logs' },
  table: { ja: 'DynamoDB', en: 'DynamoDB' },
  'local-image': { ja: 'イメージ', en: 'image' },
  'local-containers': { ja: 'コンテナ', en: 'containers' },
  'local-app': { ja: 'アプリ', en: 'app' },
};

const marks = { there: '[x]', absent: '[ ]', coming: '[~]', failing: '[!]', unknown: '[?]' } as const;
const paints = { there: chalk.green, absent: chalk.dim, coming: chalk.yellow, failing: chalk.red, unknown: chalk.yellow } as const;

/** The system as it is: the same drawing each time, what exists filled in, what is new marked by a word. */
export function systemPicture(view: SystemView, options: PictureOptions): string[] {
  if (options.plain) return sentences(view, options);
  const lines = options.width >= 78 ? wide(view, options) : narrow(view, options);
  return [...lines, ...legend(options).map((line) => chalk.dim(line))];
}

function wide(view: SystemView, options: PictureOptions): string[] {
  const cell = (id: PartId, room: number) => cellOf(id, view[id], room, options);
  const t = (text: Text) => text[options.language];
  const left = 41;
  const inside = (content: string) => `|${padToWidth(content, left - 2)}|`;
  const row = (one: string, other = '') => `${padToWidth(one, left + 3)}${other}`.trimEnd();
  const right = 30;
  return [
    row(`  ${t({ ja: '見に来る人', en: 'a visitor' })}`, t({ ja: 'このマシン', en: 'this machine' })),
    row('      |', cell('local-app', right)),
    row('      | http', cell('local-image', right)),
    row('      v', cell('local-containers', right)),
    row(frameTop(cell('vpc', 26), left), '      |'),
    row(inside(`  ${cell('load-balancer', 34)}`), '      | docker push'),
    row(inside(`    ${cell('listener', 32)}`), '      v'),
    row(inside('      |'), cell('repository', right)),
    row(inside(`  ${cell('target-group', 34)}`), '      |'),
    row(inside('      |'), '      |'),
    row(`${inside(`  ${cell('service', 34)}`)}<--`, `------+ ${t({ ja: '取りに行く', en: 'pull' })}`),
    row(`+${'-'.repeat(left - 2)}+`, cell('task-definition', right)),
    row('      |', cell('cluster', right)),
    row(`  ${cell('task-role', 36)}`, cell('execution-role', right)),
    row(`  ${cell('table', 36)}`, cell('log-group', right)),
  ];
}

function frameTop(title: string, width: number): string {
  return `+- ${title} ${'-'.repeat(Math.max(0, width - stringWidth(title) - 5))}+`;
}

function narrow(view: SystemView, options: PictureOptions): string[] {
  const depth: Partial<Record<PartId, number>> = { vpc: 1, 'load-balancer': 1, 'log-group': 1, listener: 2, 'target-group': 2, service: 1 };
  return partIds.map((id) => {
    const indent = '  '.repeat(depth[id] ?? 0);
    return `${indent}${cellOf(id, view[id], options.width - indent.length, options)}`;
  });
}

function cellOf(id: PartId, part: Part, room: number, options: PictureOptions): string {
  const { language, previous } = options;
  const detail = id === 'table' && part.detail !== undefined ? `boyacky (${part.detail})` : (part.detail ?? '');
  const isNew = previous !== undefined && changedParts(previous, { ...previous, [id]: part }).includes(id);
  const sign = isNew ? ` ${signOf(previous[id], part)[language]}` : '';
  const text = [marks[part.state], labels[id][language], part.state === 'absent' ? '' : detail].filter((each) => each !== '').join(' ');
  const cut = shorten(text, room - stringWidth(sign));
  return isNew ? chalk.bold(paints[part.state](`${cut}${sign}`)) : paints[part.state](cut);
}

function signOf(before: Part, now: Part): Text {
  if (before.state === 'absent') return { ja: '<新>', en: '<NEW>' };
  return now.state === 'absent' ? { ja: '<消>', en: '<GONE>' } : { ja: '<*>', en: '<*>' };
}

function shorten(text: string, room: number): string {
  if (stringWidth(text) <= room) return text;
  let short = '';
  for (const character of text) {
    if (stringWidth(short) + stringWidth(character) > room - 2) break;
    short += character;
  }
  return `${short}..`;
}

function legend({ language, target, width }: PictureOptions): string[] {
  const text: Text = {
    ja: `[x] ある  [ ] まだない  [~] 準備中  [!] うまくいっていない  <新> 新しい  <*> 変わった  <消> なくなった — ${target}`,
    en: `[x] there  [ ] not yet  [~] coming  [!] failing  <NEW> new  <*> changed  <GONE> gone — ${target}`,
  };
  return ['', ...wrapText(text[language], { width })];
}

/** To be read aloud: no drawing, the news first. */
function sentences(view: SystemView, { language, previous, target, width }: PictureOptions): string[] {
  const name = (id: PartId) => [labels[id][language], view[id].detail ?? ''].filter((each) => each !== '').join(' ');
  const list = (title: Text, ids: readonly PartId[]) => (ids.length === 0 ? [] : wrapText(`${title[language]}: ${ids.map(name).join(', ')}`, { width, hanging: '  ' }));
  const changed = previous === undefined ? [] : changedParts(previous, view);
  const inState = (state: Part['state']) => partIds.filter((id) => view[id].state === state);
  return [
    ...list({ ja: '新しくなったもの', en: 'New or changed' }, changed.filter((id) => view[id].state !== 'absent')),
    ...list({ ja: 'なくなったもの', en: 'Gone' }, changed.filter((id) => view[id].state === 'absent')),
    ...list({ ja: `あるもの（${target}）`, en: `There (${target})` }, inState('there')),
    ...list({ ja: '準備中', en: 'Coming' }, inState('coming')),
    ...list({ ja: 'うまくいっていないもの', en: 'Failing' }, inState('failing')),
    ...list({ ja: 'わからないもの', en: 'Cannot be told' }, inState('unknown')),
    ...list({ ja: 'まだないもの', en: 'Not there yet' }, inState('absent')),
  ];
}
