import { allCommands } from '@understudy/cli';
import { apiDocument } from './api-document.ts';
import { ALERT_DOCUMENTS } from './alert-documents.ts';
import { commandDocuments } from './command-documents.ts';
import { faultDocument } from './fault-document.ts';
import { listFiles } from './list-files.ts';
import { metricDocuments } from './metric-documents.ts';
import { mutantDocument } from './mutant-document.ts';
import { readCatalogues } from './read-catalogues.ts';
import { readProjects } from './read-projects.ts';
import { renderCommandReference } from './render-command-reference.ts';
import { renderErrorTable } from './render-error-table.ts';
import { renderRights } from './render-rights.ts';
import type { GeneratedDocument } from './types.ts';

/** `npm run docs` writes each of them, and a test fails where a file and the code disagree. */
export const GENERATED_DOCUMENTS: readonly GeneratedDocument[] = [
  {
    path: 'docs/reference/errors.md',
    render: async () => renderErrorTable(await readCatalogues(await readProjects(await listFiles()))),
  },
  {
    path: 'docs/reference/commands.md',
    render: async () => renderCommandReference(await allCommands()),
  },
  { path: 'docs/install/rights.md', render: renderRights },
  apiDocument,
  faultDocument,
  mutantDocument,
  ...ALERT_DOCUMENTS,
  ...metricDocuments(),
  ...commandDocuments(),
];
