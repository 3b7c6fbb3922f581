import { findProse } from './find-prose.ts';
import type { Finding } from './types.ts';

/** A path from the root, as comments and documents write it. */
const PATH = /(?<![\w./@-])(?:apps|docs|examples|packages|tools)\/[\w./-]+\.(?:md|ts|tsx|mjs|py|yaml)\b/g;
/** A source that a document names in code marks, by as much of its path as it needs. */
const SOURCE = /`([\w./-]+\.(?:ts|tsx|mjs))`/g;
const BY_ROLE = /(?:^|\/)(?:index|types|errors|options|main|metrics)\.ts$|\.(?:config|test)\.(?:ts|mjs)$/;
/** Decisions tell what was true in their day; tests name files that they make. */
const EXEMPT =
  /^docs\/reasoning\/decisions\/|CHANGELOG\.md$|\.test\.tsx?$|^tools\/(?:checks|generator)\/src\//;

/** Sources and documents that one file names, and that do not exist. */
export function checkMentions(file: string, text: string, files: readonly string[]): readonly Finding[] {
  if (EXEMPT.test(file)) return [];
  const prose = proseOf(file, text);
  const paths = [...prose.matchAll(PATH)].map(([path]) => path).filter((path) => !files.includes(path));
  const sources = file.endsWith('.md') ? [...text.matchAll(SOURCE)].map(([, name = '']) => name) : [];
  const missing = sources.filter(
    (name) =>
      name.includes('-') && !BY_ROLE.test(name) && !files.some((other) => `/${other}`.endsWith(`/${name}`)),
  );
  return [...new Set([...paths, ...missing])].map((name) => ({
    at: file,
    what: `names ${name}, which does not exist`,
  }));
}

function proseOf(file: string, text: string): string {
  if (file.endsWith('.md')) return text;
  return findProse(file, text)
    .map((prose) => prose.text)
    .join('\n');
}
