export { BANNED_WORDS, type BannedWord } from './banned-words.ts';
export { checkCodes } from './check-codes.ts';
export { checkFileName } from './check-file-name.ts';
export { checkFiles } from './check-files.ts';
export { checkLinks } from './check-links.ts';
export { checkMentions } from './check-mentions.ts';
export { checkMetrics } from './check-metrics.ts';
export { checkProjects } from './check-projects.ts';
export { checkSnippets } from './check-snippets.ts';
export { checkWords } from './check-words.ts';
export { CHECKS_ERRORS, ChecksError, type ChecksErrorCode } from './errors.ts';
export { findImportCircles, readImportGraph, type ImportGraph } from './find-import-circles.ts';
export { findSnippets } from './find-snippets.ts';
export { GENERATED_DOCUMENTS } from './generated-documents.ts';
export { isDocument } from './is-document.ts';
export { listFiles } from './list-files.ts';
export { readCatalogues } from './read-catalogues.ts';
export { readMetrics } from './read-metrics.ts';
export { readProjects } from './read-projects.ts';
export { renderCommandReference } from './render-command-reference.ts';
export { renderErrorTable } from './render-error-table.ts';
export { renderMetricTable } from './render-metric-table.ts';
export type {
  Finding,
  GeneratedDocument,
  ListedCode,
  ListedMetric,
  Manifest,
  Project,
  Snippet,
} from './types.ts';
