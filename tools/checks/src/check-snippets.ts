import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './root.ts';
import type { Finding, Snippet } from './types.ts';

/**
 * Type-checks every snippet as a separate module in the folder of its document, against the sources of the
 * workspace. A name that a snippet makes and does not use is fine there.
 */
export function checkSnippets(snippets: readonly Snippet[], root: string = ROOT): readonly Finding[] {
  const byFile = new Map(snippets.map((snippet) => [fileOf(snippet, root), snippet]));
  const options: ts.CompilerOptions = {
    ...baseOptions(root),
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
    moduleDetection: ts.ModuleDetectionKind.Force,
    noUnusedLocals: false,
    noUnusedParameters: false,
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    getCurrentDirectory: () => root,
    fileExists: (file) => byFile.has(file) || disk.fileExists(file),
    readFile: (file) => byFile.get(file)?.code ?? disk.readFile(file),
    getSourceFile: (file, languageVersion, ...rest) => {
      const snippet = byFile.get(file);
      if (snippet === undefined) return disk.getSourceFile(file, languageVersion, ...rest);
      return ts.createSourceFile(file, snippet.code, languageVersion);
    },
  };

  const program = ts.createProgram([...byFile.keys()], options, host);
  return [...byFile].flatMap(([file, snippet]) => {
    const source = program.getSourceFile(file);
    if (source === undefined) return [{ at: place(snippet, 0), what: 'could not be read' }];
    const wrong = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return wrong.map(({ start = 0, code, messageText }) => ({
      at: place(snippet, source.getLineAndCharacterOfPosition(start).line),
      what: `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    }));
  });
}

function place({ document, line }: Snippet, offset: number): string {
  return `${document}:${line + offset}`;
}

function fileOf({ document, line }: Snippet, root: string): string {
  return join(
    root,
    dirname(document),
    `${document.slice(document.lastIndexOf('/') + 1, -'.md'.length)}.line-${line}.ts`,
  );
}

function baseOptions(root: string): ts.CompilerOptions {
  const read = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  if (read.error !== undefined)
    throw new Error(ts.flattenDiagnosticMessageText(read.error.messageText, '\n'));
  return ts.parseJsonConfigFileContent(read.config, ts.sys, root).options;
}
