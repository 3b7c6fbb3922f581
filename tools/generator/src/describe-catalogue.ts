import { IndentationText, Project, QuoteKind, VariableDeclarationKind, type SourceFile } from 'ts-morph';

/** `failover-client` → `FAILOVER_CLIENT`, the middle of its codes and the head of its catalogue's name. */
export function constantOf(packageName: string): string {
  return packageName.toUpperCase().replaceAll('-', '_');
}

/** `failover-client` → `FailoverClient`, the head of its error class's name. */
export function classOf(packageName: string): string {
  return packageName.replace(/(^|-)([a-z0-9])/g, (_all, _dash, letter: string) => letter.toUpperCase());
}

/** A project of TypeScript sources that writes as the repository does. */
export function sources(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { quoteKind: QuoteKind.Single, indentationText: IndentationText.TwoSpaces },
  });
}

/** src/errors.ts with a catalogue that is empty yet, the test that holds it to its form, and src/index.ts. */
export function describeCatalogue(packageName: string): { source: string; test: string; index: string } {
  const catalogue = `${constantOf(packageName)}_ERRORS`;
  const project = sources();

  const source = project.createSourceFile('errors.ts');
  importTypes(source, '@understudy/core', ['ErrorCatalogue']);
  source.addVariableStatement({
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    docs: [
      {
        description:
          'What each code of this package means, and what to do; `npm run generate -- error` adds to it.',
      },
    ],
    declarations: [{ name: catalogue, initializer: '{} as const satisfies ErrorCatalogue' }],
  });

  const test = project.createSourceFile('errors.test.ts');
  test.addImportDeclaration({ moduleSpecifier: '@jest/globals', namedImports: ['describe', 'expect', 'it'] });
  importTypes(test, '@understudy/core', ['ErrorCatalogue']);
  test.addImportDeclaration({ moduleSpecifier: './errors.ts', namedImports: [catalogue] });
  test.addStatements(`
describe('the error catalogue', () => {
  it('names every code after the package, and gives it a meaning and a remedy', () => {
    const catalogue: ErrorCatalogue = ${catalogue};
    for (const [code, { meaning, remedy }] of Object.entries(catalogue)) {
      expect(code).toMatch(/^UND_${constantOf(packageName)}_[A-Z0-9_]+$/);
      expect(meaning).toMatch(/\\.$/);
      expect(remedy).toMatch(/\\.$/);
    }
  });
});`);

  const index = project.createSourceFile('index.ts');
  index.addExportDeclaration({ namedExports: [catalogue], moduleSpecifier: './errors.ts' });
  return { source: source.getFullText(), test: test.getFullText(), index: index.getFullText() };
}

function importTypes(file: SourceFile, moduleSpecifier: string, namedImports: string[]): void {
  file.addImportDeclaration({ isTypeOnly: true, moduleSpecifier, namedImports });
}
