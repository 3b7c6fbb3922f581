import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SandboxError } from '../errors.ts';

/**
 * The `java` to run: JAVA_HOME's, else the first in PATH.
 * @throws SandboxError UND_SANDBOX_JAVA_MISSING
 */
export function findJava(env: NodeJS.ProcessEnv = process.env): string {
  const home = env['JAVA_HOME'];
  const places = [
    ...(home ? [join(home, 'bin')] : []),
    ...(env['PATH'] ?? '').split(delimiter).filter((place) => place !== ''),
  ];
  const found = places.map((place) => join(place, 'java')).find(isExecutable);
  if (found !== undefined) return found;
  throw new SandboxError('UND_SANDBOX_JAVA_MISSING', {
    what: `no executable named java in ${home ? `JAVA_HOME (${home}) or in ` : ''}PATH.`,
    details: { javaHome: home, path: env['PATH'] },
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
