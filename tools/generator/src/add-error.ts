import { Node, type ObjectLiteralExpression, type SourceFile } from 'ts-morph';
import { classOf, constantOf, sources } from './describe-catalogue.ts';
import { GeneratorError } from './errors.ts';
import type { ErrorRequest } from './types.ts';

export interface CatalogueSources {
  /** The text of src/errors.ts. */
  readonly errors: string;
  /** The text of src/index.ts. */
  readonly index: string;
}

/**
 * Adds a code at the end of a package's catalogue; the first one brings the package's error class with it.
 * @throws GeneratorError `UND_GENERATOR_PACKAGE_UNKNOWN` where the file has no catalogue, `UND_GENERATOR_CODE_EXISTS`
 */
export function addError(
  { name, reason, meaning, remedy }: ErrorRequest,
  texts: CatalogueSources,
): CatalogueSources {
  const project = sources();
  const errors = project.createSourceFile('errors.ts', texts.errors);
  const index = project.createSourceFile('index.ts', texts.index);
  const catalogueName = `${constantOf(name)}_ERRORS`;
  const catalogue = catalogueOf(errors, catalogueName);
  const code = `UND_${constantOf(name)}_${reason}`;
  if (catalogue.getProperty(code) !== undefined) {
    throw new GeneratorError('UND_GENERATOR_CODE_EXISTS', {
      what: `${catalogueName} has ${code}.`,
      details: { code },
    });
  }
  catalogue.addPropertyAssignment({
    name: code,
    initializer: `{ meaning: ${JSON.stringify(meaning)}, remedy: ${JSON.stringify(remedy)} }`,
  });
  const className = `${classOf(name)}Error`;
  if (errors.getClass(className) === undefined) addClass(errors, index, className, catalogueName);
  return { errors: errors.getFullText(), index: index.getFullText() };
}

function catalogueOf(errors: SourceFile, catalogueName: string): ObjectLiteralExpression {
  let initializer: Node | undefined = errors.getVariableDeclaration(catalogueName)?.getInitializer();
  while (Node.isSatisfiesExpression(initializer) || Node.isAsExpression(initializer))
    initializer = initializer.getExpression();
  if (Node.isObjectLiteralExpression(initializer)) return initializer;
  throw new GeneratorError('UND_GENERATOR_PACKAGE_UNKNOWN', {
    what: `src/errors.ts has no catalogue ${catalogueName}.`,
  });
}

function addClass(errors: SourceFile, index: SourceFile, className: string, catalogueName: string): void {
  const core = errors.getImportDeclarationOrThrow('@understudy/core');
  const types = [...core.getNamedImports().map((named) => named.getName()), 'ErrorFacts'];
  core.setIsTypeOnly(false);
  core.removeNamedImports();
  core.addNamedImports(['UnderstudyError', ...types.map((name) => ({ name, isTypeOnly: true }))]);
  errors.addTypeAlias({ name: `${className}Code`, isExported: true, type: `keyof typeof ${catalogueName}` });
  errors.addClass({
    name: className,
    isExported: true,
    extends: `UnderstudyError<${className}Code>`,
    ctors: [
      {
        parameters: [
          { name: 'code', type: `${className}Code` },
          { name: 'facts', type: 'ErrorFacts' },
        ],
        statements: [`super(code, ${catalogueName}[code], facts);`],
      },
    ],
  });
  const exported =
    index.getExportDeclaration('./errors.ts') ??
    index.addExportDeclaration({ moduleSpecifier: './errors.ts' });
  exported.addNamedExports([{ name: className }, { name: `${className}Code`, isTypeOnly: true }]);
}
