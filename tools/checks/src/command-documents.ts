import type { CommandSpec } from '@understudy/command-line';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderCommandTables } from './render-command-tables.ts';
import { ROOT } from './root.ts';
import type { GeneratedDocument } from './types.ts';

/** The README of each package that exports commands: its tables of options are made from their specifications. */
export function commandDocuments(root: string = ROOT): readonly GeneratedDocument[] {
  return readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'src/commands/index.ts')))
    .map((folder) => ({
      path: `${folder}/README.md`,
      render: async () => {
        const file = pathToFileURL(join(root, folder, 'src/commands/index.ts')).href;
        const { commands } = (await import(file)) as { readonly commands: readonly CommandSpec[] };
        return renderCommandTables(await readFile(join(root, folder, 'README.md'), 'utf8'), commands);
      },
    }));
}
