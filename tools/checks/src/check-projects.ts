import type { Finding, Manifest, Project } from './types.ts';

const TAGS = [
  ['layer', ['core', 'model', 'adapter', 'app', 'test']],
  ['plane', ['any', 'data', 'control']],
  ['runtime', ['any', 'node', 'browser']],
] as const;
/** The only projects that may import packages/moves. */
const MOVERS = ['apps/cli', 'packages/orchestrator'];

/** What the files and manifests of the projects get wrong. */
export function checkProjects(files: readonly string[], projects: readonly Project[]): readonly Finding[] {
  const present = new Set(files);
  const versions = new Map(projects.map(({ manifest }) => [manifest.name, manifest.version]));
  return projects.flatMap((project) => [
    ...checkPresence(project, present),
    ...[...checkManifest(project), ...checkTags(project), ...checkRanges(project.manifest, versions)].map(
      (what) => ({ at: `${project.folder}/package.json`, what }),
    ),
  ]);
}

function checkPresence({ folder }: Project, present: ReadonlySet<string>): readonly Finding[] {
  const findings: Finding[] = [];
  const entries = ['src/index.ts', 'src/main.ts', 'src/parts.mjs'].map((file) => `${folder}/${file}`);
  if (!present.has(`${folder}/README.md`)) findings.push({ at: folder, what: 'has no README.md' });
  // An example is in the language of its readers.
  if (!folder.startsWith('examples/') && !entries.some((file) => present.has(file)))
    findings.push({ at: folder, what: 'has no src/index.ts' });
  for (const name of ['eslint.config.mjs', 'jest.config.mjs']) {
    if (!present.has(`${folder}/${name}`))
      findings.push({ at: folder, what: `has no ${name}, so Nx infers no target from it` });
  }
  return findings;
}

function checkManifest({ folder, manifest }: Project): readonly string[] {
  const wrong: string[] = [];
  if (manifest.name !== `@understudy/${folder.slice(folder.indexOf('/') + 1)}`)
    wrong.push(`is called ${manifest.name}`);
  if (manifest.description?.endsWith('.') !== true) wrong.push('has no sentence as its description');
  if (manifest.engines?.['node'] !== '>=20.19.0') wrong.push('names another Node than the workspace');
  return wrong;
}

function checkTags({ folder, manifest }: Project): readonly string[] {
  const tags = manifest.nx?.tags ?? [];
  const wrong: string[] = [];
  for (const [kind, known] of TAGS) {
    const own = tags.filter((tag) => tag.startsWith(`${kind}:`));
    if (own.length !== 1 || !known.some((value) => own[0] === `${kind}:${value}`))
      wrong.push(`needs one tag ${known.map((value) => `${kind}:${value}`).join(' or ')}`);
  }
  const isProgram = tags.includes('layer:app') && manifest.bin !== undefined;
  const isPrivate = tags.some((tag) => tag === 'layer:app' || tag === 'layer:test') && !isProgram;
  if (isPrivate !== (manifest.private === true))
    wrong.push(isPrivate ? 'is not published, and must be private' : 'is published, and must not be private');
  if (tags.includes('moves:route') && !MOVERS.includes(folder))
    wrong.push(`carries moves:route, which only ${MOVERS.join(' and ')} may`);
  return wrong;
}

function checkRanges(manifest: Manifest, versions: ReadonlyMap<string, string>): readonly string[] {
  const wanted = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies };
  return Object.entries(wanted).flatMap(([name, range]) => {
    const version = versions.get(name);
    const isRight = version === undefined || range === `^${version}`;
    return isRight ? [] : [`depends on ${name} ${range}, which is at ${version}`];
  });
}
