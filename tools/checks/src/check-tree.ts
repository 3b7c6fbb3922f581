import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './read-workspace.ts';
import type { Finding, Project } from './types.ts';

const MOST_LINES = 400;
/** Rooms that would take anything in. */
const SHAPELESS = /^(utils?|helpers?|common|misc|shared|lib|stuff)(\.\w+)*$/i;
const SOURCE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs|py|sh|css)$/;
/** What is recorded or made by a machine may be as long as it is. */
const MADE = /(^|\/)(golden|dist|fixtures|CHANGELOG\.md|package-lock\.json)(\/|$)/;
const TAGS = [
  ['layer', ['core', 'model', 'adapter', 'app', 'test']],
  ['plane', ['any', 'data', 'control']],
  ['runtime', ['any', 'node']],
] as const;

/** What the files' names and lengths get wrong. */
export async function checkFiles(files: readonly string[], root: string = ROOT): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const file of files) {
    const shapeless = file.split('/').find((part) => SHAPELESS.test(part));
    if (shapeless !== undefined)
      findings.push({ at: file, what: `"${shapeless}" says nothing of what is inside` });
    if (file.endsWith('/project.json'))
      findings.push({ at: file, what: 'targets are inferred, and tags stand in package.json' });
    if (/\.(cjs|cts)$/.test(file)) findings.push({ at: file, what: 'is CommonJS; everything here is ESM' });
    if (!SOURCE.test(file) || MADE.test(file)) continue;
    const lines = (await readFile(join(root, file), 'utf8')).split('\n').length - 1;
    if (lines > MOST_LINES)
      findings.push({ at: file, what: `has ${lines} lines, and ${MOST_LINES} are the most` });
  }
  return findings;
}

/** What the projects' rooms and manifests get wrong. */
export function checkProjects(files: readonly string[], projects: readonly Project[]): readonly Finding[] {
  const there = new Set(files);
  const versions = new Map(projects.map(({ manifest }) => [manifest.name, manifest.version]));
  return projects.flatMap(({ folder, manifest }) => {
    const wrong = (what: string): Finding => ({ at: `${folder}/package.json`, what });
    const findings: Finding[] = [];
    const sourceRoot = [`${folder}/src/index.ts`, `${folder}/src/main.ts`, `${folder}/src/parts.mjs`];
    if (!there.has(`${folder}/README.md`)) findings.push({ at: folder, what: 'has no README.md' });
    // An example is in whatever language its readers use.
    if (!folder.startsWith('examples/') && !sourceRoot.some((file) => there.has(file)))
      findings.push({ at: folder, what: 'has no src/index.ts' });
    for (const name of ['eslint.config.mjs', 'jest.config.mjs']) {
      if (!there.has(`${folder}/${name}`))
        findings.push({ at: folder, what: `has no ${name}, so Nx infers no target from it` });
    }
    if (manifest.name !== `@understudy/${folder.slice(folder.indexOf('/') + 1)}`)
      findings.push(wrong(`is called ${manifest.name}`));
    if (manifest.description?.endsWith('.') !== true)
      findings.push(wrong('has no sentence as its description'));
    if (manifest.engines?.['node'] !== '>=20.19.0')
      findings.push(wrong('names another Node than the workspace'));
    for (const [kind, known] of TAGS) {
      const own = (manifest.nx?.tags ?? []).filter((tag) => tag.startsWith(`${kind}:`));
      if (own.length !== 1 || !known.some((value) => own[0] === `${kind}:${value}`)) {
        findings.push(wrong(`needs one tag ${known.map((value) => `${kind}:${value}`).join(' or ')}`));
      }
    }
    const inner = manifest.nx?.tags?.some((tag) => tag === 'layer:app' || tag === 'layer:test') === true;
    if (inner !== (manifest.private === true))
      findings.push(
        wrong(inner ? 'is not published, and must be private' : 'is published, and must not be private'),
      );
    const wanted = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies };
    for (const [name, range] of Object.entries(wanted)) {
      const version = versions.get(name);
      if (version !== undefined && range !== `^${version}`)
        findings.push(wrong(`asks for ${name} ${range}, and it is at ${version}`));
    }
    return findings;
  });
}
