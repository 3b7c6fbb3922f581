import { fileURLToPath } from 'node:url';
import { describeFailure } from '@understudy/command-line';
import { HELP } from './options.ts';
import { readRequest } from './read-request.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

try {
  const request = readRequest(process.argv.slice(2));
  if (request.kind === 'help') process.stdout.write(HELP);
  else {
    const { generate } = await import('./generate.ts');
    const { npmWorkspace } = await import('./adapters/npm-workspace.ts');
    const written = await generate(request, npmWorkspace(root));
    console.log(written.map((path) => `wrote ${path}`).join('\n'));
    if (request.kind === 'error') console.log('Now run `npm run docs`, so that the table of codes has it.');
  }
} catch (error) {
  const { text, exit } = describeFailure(error, process.env);
  process.stderr.write(text);
  process.exitCode = exit;
}
