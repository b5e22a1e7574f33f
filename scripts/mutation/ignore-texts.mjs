// Mutants that cannot matter to a machine: the wording of texts in two languages, and of lines in the log. Whether a
// text is shown, and which, is not ignored: only its letters are.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const languages = new Set(['ja', 'en']);

/** A string, or a template whose values are put into it. */
const isWording = (node) => node.type === 'StringLiteral' || node.type === 'TemplateLiteral';

const isLanguage = (node) => node?.type === 'ObjectProperty' && node.key.type === 'Identifier' && languages.has(node.key.name);

/** `log(…)`, `context.log(…)` */
const isLog = (node) =>
  node?.type === 'CallExpression' &&
  ((node.callee.type === 'Identifier' && node.callee.name === 'log') ||
    (node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && node.callee.property.name === 'log'));

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts', {
    shouldIgnore: (path) => {
      if (isLog(path.node)) return 'the wording of a line in the log';
      if (isWording(path.node) && isLanguage(path.parent)) return 'the wording of a text';
      return undefined;
    },
  }),
];
