import ts from 'typescript';
import type { Finding } from './types.ts';

/** Files that are known by their role: a package's exports, types, errors, options, metrics, and programs. */
const BY_ROLE = /^(?:(?:\w+-)?index|types|errors|options|metrics|main)$/;

/** A file is named after one of its exports: `route-lease.ts` exports `RouteLease`. Tests are named after what they test. */
export function checkFileName(file: string, text: string): readonly Finding[] {
  if (!/\.tsx?$/.test(file) || /\.(?:test|d)\.tsx?$/.test(file)) return [];
  const base = file.slice(file.lastIndexOf('/') + 1).replace(/\.tsx?$/, '');
  const names = exportsOf(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true));
  const isNamedAfterExport = names.some((name) => lettersOf(name) === lettersOf(base));
  if (BY_ROLE.test(base) || names.length === 0 || isNamedAfterExport) return [];
  return [{ at: file, what: `is named after none of its exports: ${names.join(', ')}` }];
}

/** `RouteLease`, `ROUTE_LEASE` and `route-lease` are the same name. */
function lettersOf(name: string): string {
  return name.replaceAll(/[-_.]/g, '').toLowerCase();
}

function exportsOf(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      return exportClause !== undefined && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [];
    }
    const isExported = ts.canHaveModifiers(statement)
      ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      : false;
    return isExported === true ? declaredBy(statement) : [];
  });
}

function declaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}
