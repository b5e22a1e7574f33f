import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface Import {
  /** As written; "(computed)" for `import(expression)`. */
  readonly specifier: string;
  /** From 1. */
  readonly line: number;
  /** `type`: gone when the program runs. `import { type A }` is a value import: the file is still loaded. */
  readonly kind: 'value' | 'type';
  /** Names imported as values, under the names they are exported by; "*" for all of them. */
  readonly names: readonly string[];
}

export interface SourceFile {
  /** From the root of the project, with slashes: "src/bin.ts". */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Lines on which `process.exit` is used, however it is reached. */
  readonly exits: readonly number[];
}

/** Every source file under src/. */
export function sourceFiles(): SourceFile[] {
  const src = new URL('../../src/', import.meta.url);
  return readdirSync(fileURLToPath(src), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .sort()
    .map((name) => parseSource(`src/${name}`, readFileSync(new URL(name, src), 'utf8')));
}

/** What a TypeScript file imports, in every way there is to: static, dynamic, re-export, require, type query. */
export function parseSource(path: string, text: string): SourceFile {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const imports: Import[] = [];
  const exits: number[] = [];
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const add = (node: ts.Node, from: ts.Node | undefined, kind: Import['kind'], names: readonly string[]) => {
    const specifier = from && ts.isStringLiteralLike(from) ? from.text : '(computed)';
    imports.push({ specifier, line: lineOf(node), kind, names });
    if (/^(node:)?process$/.test(specifier) && names.includes('exit')) exits.push(lineOf(node));
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.importClause?.isTypeOnly ? 'type' : 'value', importedNames(node.importClause));
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node, node.moduleSpecifier, node.isTypeOnly ? 'type' : 'value', exportedNames(node.exportClause));
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node, node.moduleReference.expression, node.isTypeOnly ? 'type' : 'value', ['*']);
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, 'type', []);
    } else if (ts.isCallExpression(node) && loadsModule(node)) {
      add(node, node.arguments[0], 'value', ['*']);
    } else if (reachesExit(node)) {
      exits.push(lineOf(node));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { path, imports, exits };
}

function importedNames(clause: ts.ImportClause | undefined): string[] {
  if (!clause) return [];
  const names = clause.name ? ['default'] : [];
  if (!clause.namedBindings) return names;
  if (ts.isNamespaceImport(clause.namedBindings)) return [...names, '*'];
  return [...names, ...valueNames(clause.namedBindings.elements)];
}

function exportedNames(clause: ts.NamedExportBindings | undefined): string[] {
  return clause && ts.isNamedExports(clause) ? valueNames(clause.elements) : ['*'];
}

function valueNames(elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]): string[] {
  return elements.filter((element) => !element.isTypeOnly).map((element) => (element.propertyName ?? element.name).text);
}

function loadsModule({ expression, arguments: [what] }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  // Without a text it is more likely somebody's own function of that name.
  return ts.isIdentifier(expression) && expression.text === 'require' && what !== undefined && ts.isStringLiteralLike(what);
}

function reachesExit(node: ts.Node): boolean {
  const isProcess = (object: ts.Node | undefined) => object?.getText() === 'process' || object?.getText() === 'globalThis.process';
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'exit' && isProcess(node.expression);
  if (ts.isElementAccessExpression(node)) return /^['"`]exit/.test(node.argumentExpression.getText()) && isProcess(node.expression);
  if (!ts.isVariableDeclaration(node) || !ts.isObjectBindingPattern(node.name) || !isProcess(node.initializer)) return false;
  return node.name.elements.some((element) => (element.propertyName ?? element.name).getText() === 'exit');
}
