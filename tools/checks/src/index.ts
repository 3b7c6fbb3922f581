export { checkCodes, codeUsesOf } from './find-code-uses.ts';
export { checkFiles, checkProjects } from './check-tree.ts';
export { checkLinks } from './check-links.ts';
export { checkSnippets } from './check-snippets.ts';
export { findSnippets, isDocument } from './find-snippets.ts';
export { readCatalogues } from './read-catalogues.ts';
export { listFiles, readProjects } from './read-workspace.ts';
export { renderErrorTable } from './render-error-table.ts';
export type { Finding, ListedCode, Manifest, Project, Snippet } from './types.ts';
