import { SandboxError } from '../errors.ts';
import { findClassArchive } from './class-archive/find-class-archive.ts';
import type { Jar } from './find-jar.ts';
import { archivedProgram, jarProgram } from './java-program.ts';
import { startServer, type Server, type ServerOptions } from './start-server.ts';

export interface RegionServerOptions extends Omit<ServerOptions, 'program'> {
  readonly jar: Jar;
  /** The folder of class archives; without one, classes come from the jar. */
  readonly archives: string | undefined;
}

/**
 * Starts DynamoDB Local with the class archive where it has been made. A Java that ends with it, as with one that is cut
 * short, is started again without it.
 * @throws as `startServer` does
 */
export async function startRegionServer(options: RegionServerOptions): Promise<Server> {
  const { java, jar, archives: folder } = options;
  const plain = () => startServer({ ...options, program: jarProgram(jar) });
  const archive = findClassArchive({ java, jar, folder });
  if (archive === undefined) return plain();
  try {
    return await startServer({ ...options, program: archivedProgram(jar, archive) });
  } catch (error) {
    if (error instanceof SandboxError && error.code === 'UND_SANDBOX_START_FAILED') return plain();
    throw error;
  }
}
