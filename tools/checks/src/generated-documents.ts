import { listFiles } from './list-files.ts';
import { metricDocuments } from './metric-documents.ts';
import { readCatalogues } from './read-catalogues.ts';
import { readProjects } from './read-projects.ts';
import { renderErrorTable } from './render-error-table.ts';

/** A document that is made from the code. */
export interface GeneratedDocument {
  /** From the root of the checkout. */
  readonly path: string;
  /** What the document must hold. */
  readonly render: () => Promise<string>;
}

/** `npm run docs` writes each of them, and a test fails where a file and the code disagree. */
export const GENERATED_DOCUMENTS: readonly GeneratedDocument[] = [
  {
    path: 'docs/reference/errors.md',
    render: async () => renderErrorTable(await readCatalogues(await readProjects(await listFiles()))),
  },
  ...metricDocuments(),
];
