import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '@understudy/command-line/testing';
import { reportCommand } from '../commands/report-command.ts';
import { ScriptedControlStore } from '../test-support/scripted-control-store.ts';
import { reportOn } from './run-report.ts';
import { sampleMove } from './test-support/sample-move.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-report-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** `understudy report` on an audit with the moves of these ids, the oldest first. */
async function run(ids: readonly string[], ...words: readonly string[]) {
  const store = new ScriptedControlStore();
  for (const [at, moveId] of ids.entries())
    await store.append({
      atMs: 1_800_000_000_000 + at,
      id: moveId,
      by: 'ada',
      kind: 'move',
      what: 'Moved.',
      data: { report: { ...sampleMove({ moveId }) }, by: 'ada' },
    });
  const parties = { service: 'shop', store, readRisk: async () => ({ now: {}, unknown: [] }) };
  const spec = {
    ...reportCommand(),
    run: async (
      { arguments: { move }, options: { html } }: Parameters<ReturnType<typeof reportCommand>['run']>[0],
      context: Parameters<ReturnType<typeof reportCommand>['run']>[1],
    ) => reportOn({ move: move, html: html as string | undefined }, parties, context),
  };
  return runCommand(spec, words);
}

describe('understudy report', () => {
  it('is on the last move, or on the one that is named, also by the beginning of its id', async () => {
    expect((await run(['aa-1', 'bb-2'])).out).toContain('Move bb-2');
    expect((await run(['aa-1', 'bb-2'], 'aa-1')).out).toContain('Move aa-1');
    expect((await run(['aa-1', 'bb-2'], 'aa')).out).toContain('Move aa-1');
  });

  it.each([
    [[], [], 'The audit has no move.'],
    [['aa-1'], ['zz-9-9'], 'Known: aa-1.'],
    [['move-17'], ['mvoe-17'], 'Did you mean move-17?'],
    [['aa-1', 'aa-2'], ['aa'], 'Several moves begin with "aa".'],
  ])('of %j refuses %j (exit 7)', async (ids, words, said) => {
    const { code, out, err } = await run(ids, ...words);
    expect([code, out]).toEqual([7, '']);
    expect(err).toContain('UND_CLI_NAME_UNKNOWN');
    expect(err).toContain(said);
  });

  it('also writes a page, and says which path it can not write', async () => {
    const path = join(folder, 'move.html');
    const { code, err } = await run(['aa-1'], '--html', path);
    expect([code, err]).toEqual([0, `Page: ${path}\n`]);
    expect(await readFile(path, 'utf8')).toContain('<!doctype html>');
    const refused = await run(['aa-1'], '--html', folder);
    expect([refused.code, refused.out]).toEqual([3, '']);
    expect(refused.err).toContain('UND_CLI_FILE_NOT_WRITTEN');
  });
});
