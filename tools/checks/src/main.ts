import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { costsDocument } from './costs/costs-document.ts';
import { GENERATED_DOCUMENTS } from './generated-documents.ts';
import { ROOT } from './root.ts';

for (const { path, render } of [...GENERATED_DOCUMENTS, costsDocument]) {
  await writeFile(join(ROOT, path), await render());
  console.log(`wrote ${path}`);
}
