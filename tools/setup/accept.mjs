/**
 * `npm run accept`: the whole of what `npm test` runs a part of. Each project with a script `accept` runs it, one after
 * the other. One project alone, with arguments: `npm run accept -w @understudy/backfill -- --items 200000`.
 */
import { acceptProjects } from './src/accept-projects.mjs';
import { ROOT, thisMachine } from './src/machine.mjs';
import { prepare } from './src/prepare.mjs';
import { runChild } from './src/run-child.mjs';
import { runScript } from './src/run-script.mjs';

async function accept() {
  if (!(await prepare('test', thisMachine()))) return 1;
  const names = acceptProjects(ROOT);
  const failed = [];
  for (const name of names) {
    console.log(`\n${name}`);
    const code = await runChild('npm', ['run', '--silent', 'accept', '-w', name], { cwd: ROOT });
    if (code !== 0) failed.push(name);
  }
  for (const name of failed) console.log(`failed: npm run accept -w ${name}`);
  console.log(`${names.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

await runScript({
  name: 'npm run accept',
  summary: 'Runs in full what npm test runs a part of; one project: npm run accept -w PROJECT -- [options].',
  run: accept,
});
