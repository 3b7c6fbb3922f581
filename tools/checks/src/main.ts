import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFailure, flag, readWords } from '@understudy/command-line';
import { ChecksError } from './errors.ts';
import { ROOT } from './root.ts';

const HELP = `Usage: npm run docs

Writes the documents that are made from the code.

  -h, --help  Show this help.
`;

try {
  const { values } = readWords(
    { args: process.argv.slice(2), options: { help: { ...flag, short: 'h' } } },
    ({ what, details }) => new ChecksError('UND_CHECKS_OPTION_UNKNOWN', { what, details }),
  );
  if (values.help === true) process.stdout.write(HELP);
  else {
    const { costsDocument } = await import('./costs/costs-document.ts');
    const { GENERATED_DOCUMENTS } = await import('./generated-documents.ts');
    for (const { path, render } of [...GENERATED_DOCUMENTS, costsDocument]) {
      await writeFile(join(ROOT, path), await render());
      console.log(`wrote ${path}`);
    }
  }
} catch (error) {
  const { text, exit } = describeFailure(error, process.env);
  process.stderr.write(text);
  process.exitCode = exit;
}
