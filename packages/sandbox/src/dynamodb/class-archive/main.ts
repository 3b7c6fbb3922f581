/** Makes the class archive of DynamoDB Local where it is missing; says in one line why it could not. Setup runs it. */
import { SandboxError } from '../../errors.ts';
import { findJar } from '../find-jar.ts';
import { findJava } from '../find-java.ts';
import { archiveFolder } from './find-class-archive.ts';
import { makeClassArchive } from './make-class-archive.ts';

const SHOWN = 300;

try {
  await makeClassArchive({ java: findJava(), jar: findJar(), folder: archiveFolder() });
} catch (error) {
  const text = error instanceof SandboxError ? error.what : String(error);
  const line = text.trim().replaceAll(/\s*\n\s*/g, ' / ');
  process.stderr.write(`${line.slice(0, SHOWN)}\n`);
  process.exitCode = 1;
}
