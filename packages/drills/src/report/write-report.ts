import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DrillsError } from '../errors.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import type { DrillReport } from './report-of.ts';

/**
 * Writes report.txt, report.json and report.html into the folder, which is made where it does not exist.
 * @returns their paths
 * @throws DrillsError `UND_DRILLS_REPORT_UNWRITABLE`
 */
export async function writeReport(report: DrillReport, folder: string): Promise<readonly string[]> {
  const files = {
    'report.txt': renderText(report),
    'report.json': `${JSON.stringify(report, undefined, 2)}\n`,
    'report.html': renderHtml(report),
  };
  await openFolder(folder);
  const paths: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(path, text).catch((cause: unknown) => {
      throw unwritable(path, cause);
    });
    paths.push(path);
  }
  return paths;
}

async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw unwritable(folder, cause);
  });
}

function unwritable(path: string, cause: unknown): DrillsError {
  const { code = '' } = cause as NodeJS.ErrnoException;
  return new DrillsError('UND_DRILLS_REPORT_UNWRITABLE', {
    what: `${path} can't be written (${code}).`,
    details: { path, code },
    cause,
  });
}
