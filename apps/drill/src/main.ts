import { describeFailure } from '@understudy/command-line';
import { EXIT } from './exit.ts';
import { HELP } from './options.ts';
import { parseArguments, type Parsed } from './parse-arguments.ts';
import { requireWritable } from './require-writable.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  let parsed: Parsed;
  try {
    parsed = parseArguments(words);
    if (parsed.kind === 'help') {
      process.stdout.write(HELP);
      return EXIT.passed;
    }
    const { reportFile, journalFile } = parsed.options;
    for (const file of [reportFile, journalFile]) if (file !== undefined) await requireWritable(file);
  } catch (error) {
    process.stderr.write(describeFailure(error, process.env).text);
    return EXIT.wrongOption;
  }
  // What it needs takes seconds to load; help and a wrong option need none of it.
  return (await import('./run-drill.ts')).runDrill(parsed.options);
}
