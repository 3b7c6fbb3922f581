import { describeCatalogue } from './describe-catalogue.ts';
import type { Files, PackageRequest } from './types.ts';

/** Configurations that every package has alike; they are copied from core, so that they can't differ. */
export const LIKE_CORE = [
  'eslint.config.mjs',
  'jest.config.mjs',
  'tsconfig.json',
  'tsconfig.lib.json',
  'tsconfig.spec.json',
] as const;

/** Where a package of a layer lives. */
const FOLDERS = { model: 'packages', adapter: 'packages', app: 'apps', test: 'tools' } as const;

export function folderOf({ layer, name }: Pick<PackageRequest, 'layer' | 'name'>): string {
  return `${FOLDERS[layer]}/${name}`;
}

/**
 * Every file of a new package, and no stub: the manifest with its tags, the
 * configurations, a README, the error catalogue, the exports and a test that holds the catalogue to its form.
 * @param core the configurations of packages/core by name, and its version
 */
export function planPackage(
  request: PackageRequest,
  core: { files: ReadonlyMap<string, string>; version: string },
): Files {
  const folder = folderOf(request);
  const catalogue = describeCatalogue(request.name);
  const files = new Map<string, string>();
  files.set(`${folder}/package.json`, `${JSON.stringify(manifestOf(request, core.version), undefined, 2)}\n`);
  for (const name of LIKE_CORE)
    files.set(`${folder}/${name}`, configurationOf(name, core.files.get(name) ?? '', request.name));
  files.set(`${folder}/README.md`, readmeOf(request));
  files.set(`${folder}/src/errors.ts`, catalogue.source);
  files.set(`${folder}/src/errors.test.ts`, catalogue.test);
  files.set(`${folder}/src/index.ts`, catalogue.index);
  return files;
}

function manifestOf({ name, layer, plane, runtime, description }: PackageRequest, coreVersion: string) {
  const published = layer === 'model' || layer === 'adapter';
  return {
    name: `@understudy/${name}`,
    version: '0.0.0',
    ...(published ? {} : { private: true }),
    description,
    license: 'Apache-2.0',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19.0' },
    files: ['dist', '!dist/**/*.tsbuildinfo', 'README.md'],
    exports: {
      './package.json': './package.json',
      '.': { '@understudy/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    },
    nx: { tags: [`layer:${layer}`, `plane:${plane}`, `runtime:${runtime}`] },
    dependencies: { '@understudy/core': `^${coreVersion}` },
  };
}

/** A configuration of core with the package's name in place of core's; `nx sync` adds the references. */
function configurationOf(name: string, text: string, packageName: string): string {
  if (name === 'jest.config.mjs') return text.replace("displayName: 'core'", `displayName: '${packageName}'`);
  if (name !== 'tsconfig.lib.json') return text;
  const { references: _, ...configuration } = JSON.parse(text) as Record<string, unknown>;
  return `${JSON.stringify(configuration, undefined, 2)}\n`;
}

function readmeOf({ name, description }: PackageRequest): string {
  return [
    `# @understudy/${name}`,
    '',
    description,
    '',
    'Every error it throws has a code; [docs/reference/errors.md](../../docs/reference/errors.md) lists them with what each means and what to do.',
    '',
  ].join('\n');
}
