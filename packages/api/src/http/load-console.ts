import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

export interface ConsoleFile {
  readonly type: string;
  readonly body: Buffer;
  readonly tag: string;
  /** Its name has its hash, so that a browser may keep it. */
  readonly isImmutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
/** A console is far smaller; a wrong folder may be far larger. */
const MOST_BYTES = 20_000_000;

/**
 * The files of the built console by their paths, all in memory: no request reads the disk, and none can leave the folder. Empty where there
 * is no such folder, or no index.html in it.
 */
export function loadConsole(folder: string | undefined): ReadonlyMap<string, ConsoleFile> {
  const files = new Map<string, ConsoleFile>();
  if (folder === undefined || !statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.isFile())
    return files;
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const body = readFileSync(path);
    bytes += body.length;
    if (bytes > MOST_BYTES) break;
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const isImmutable = /[.-][\w-]{8,}\.\w+$/.test(entry.name) && entry.parentPath.includes('assets');
    files.set(`/${relative(folder, path)}`, { type, body, tag, isImmutable });
  }
  return files;
}

/** What `/` shows where no console was built. */
export const NO_CONSOLE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Understudy</title>
    <meta name="viewport" content="width=device-width">
  </head>
  <body>
    <main>
      <h1>Understudy: the API</h1>
      <p>The console was not built on this machine. Start the API with <code>--console FOLDER</code> to serve it.</p>
      <p><a href="/docs">What this API answers</a></p>
    </main>
  </body>
</html>
`;
