import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogues } from './read-catalogues.ts';
import { listFiles, readProjects, ROOT } from './read-workspace.ts';
import { ERROR_TABLE, renderErrorTable } from './render-error-table.ts';

const listed = await readCatalogues(await readProjects(await listFiles()));
await writeFile(join(ROOT, ERROR_TABLE), await renderErrorTable(listed));
console.log(`wrote ${ERROR_TABLE}: ${listed.length} codes`);
