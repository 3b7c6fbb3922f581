import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrillReportLine, DrillsState } from '@understudy/api-contract';
import { listScenarios } from '@understudy/drills';
import * as z from 'zod';

/** What a line of the list needs of a `report.json`; whatever else it holds is for its own page. */
const StoredReport = z.object({
  scenario: z.object({ name: z.string() }),
  verdict: z.string(),
  measured: z
    .object({
      promotedAfterMs: z.number().optional(),
      missingAtPromotion: z.number().int().min(0).optional(),
    })
    .optional(),
});

/** The library of drills, and the reports in a folder: each `understudy drill run NAME --report FOLDER/RUN` is one of them. */
export async function readDrills(folder: string | undefined): Promise<DrillsState> {
  const scenarios = (await listScenarios()).map(({ name, title, about, expect }) => ({
    name,
    title,
    about,
    expect: {
      writer: expect.writer,
      failedWrites: expect.failedWrites,
      withoutWritesMs: expect.withoutWrites,
    },
    command: `understudy drill run ${name} --report reports/${name}`,
  }));
  if (folder === undefined)
    return { scenarios, reports: [], reportsWhy: 'The API was started without --drills FOLDER.' };
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return { scenarios, reports: [], reportsWhy: `${folder} can't be read.` };
  const reports = (await Promise.all(names.map((name) => readLine(folder, name)))).flatMap(
    (line) => line ?? [],
  );
  reports.sort((one, other) => (other.startedMs ?? 0) - (one.startedMs ?? 0));
  return { scenarios, reports, ...(reports.length === 0 && { reportsWhy: `${folder} holds no reports.` }) };
}

async function readLine(folder: string, name: string): Promise<DrillReportLine | undefined> {
  const path = join(folder, name, 'report.json');
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const { scenario, verdict, measured } = StoredReport.parse(JSON.parse(text));
    const { promotedAfterMs, missingAtPromotion } = measured ?? {};
    return {
      report: name,
      scenario: scenario.name,
      verdict,
      startedMs: Math.round(mtimeMs),
      ...(promotedAfterMs !== undefined && { rtoMs: promotedAfterMs }),
      ...(missingAtPromotion !== undefined && { missingAtPromotion }),
    };
  } catch {
    // A folder beside reports that holds none.
    return undefined;
  }
}
