import { describe, expect, it } from '@jest/globals';
import { runCommand } from '@understudy/command-line/testing';
import { MemoryControlStore } from '@understudy/control-store';
import { ManualClock } from '@understudy/core/testing';
import type { ReadinessReport } from '@understudy/findings';
import { samplePolicy } from '@understudy/orchestrator/testing';
import { readinessCommand } from '../commands/readiness-command.ts';

const NOW_MS = Date.UTC(2026, 10, 30, 5);

const passed: ReadinessReport = {
  by: 'orch-1',
  atMs: NOW_MS - 30_000,
  verdict: 'passed',
  items: [{ name: 'streams', verdict: 'passed', cause: '4 checks passed.' }],
};
const broken: ReadinessReport = {
  ...passed,
  verdict: 'action-required',
  items: [
    { name: 'rights', verdict: 'action-required', cause: 'It may not write.', remedy: 'Allow it to write.' },
    { name: 'regions', verdict: 'unknown', cause: 'It did not answer.', remedy: 'Ask again.' },
    ...passed.items,
  ],
};

/** What the command writes where orchestrators have stored one report, and this machine would find another. */
async function type(
  words: readonly string[],
  {
    stored,
    own = passed,
    declared = true,
  }: { readonly stored?: ReadinessReport; readonly own?: ReadinessReport; readonly declared?: boolean },
) {
  const clock = new ManualClock({ wallMs: NOW_MS });
  const store = new MemoryControlStore({ clock });
  if (stored !== undefined) await store.putReadiness(stored);
  let evaluated = 0;
  const topology = { service: 'shop', ...(declared && { orchestrator: samplePolicy }) };
  const evaluate = async () => {
    evaluated += 1;
    return { ...own, by: 'ada', atMs: NOW_MS };
  };
  const spec = readinessCommand(async (_file, _context, action) => action({ topology, store, evaluate }));
  const outcome = await runCommand(spec, words, { clock, env: {} });
  return { ...outcome, evaluated };
}

describe('understudy readiness', () => {
  it('shows what the leader found within the last minutes', async () => {
    expect(await type([], { stored: passed })).toEqual({
      code: 0,
      out: `shop: ready: a move of the writer, and the way back, would succeed (found by
orch-1, 30 s ago).

Verified:
  streams: 4 checks passed.
`,
      err: '',
      evaluated: 0,
    });
  });

  it('shows what needs an action and what is not known, each with its remedy (exit 3)', async () => {
    const { code, out, err } = await type([], { stored: broken });
    expect(code).toBe(3);
    expect(out).toContain(`To do:
  rights: It may not write.
    To do: Allow it to write.

Not known:
  regions: It did not answer.
    To do: Ask again.
`);
    expect(err).toContain('UND_CLI_MOVE_NOT_READY: 2 of 3 keep a move from succeeding.');
    const unknown = await type([], {
      stored: { ...broken, verdict: 'unknown', items: broken.items.slice(1) },
    });
    expect([unknown.code, unknown.err]).toEqual([
      3,
      expect.stringContaining('not known: 1 of 2 could not be verified'),
    ]);
  });

  it('gives the report to programs', async () => {
    const { out } = await type(['-o', 'json'], { stored: broken });
    expect(JSON.parse(out)).toEqual(broken);
  });

  it.each([
    ['with --now', ['--now'], { stored: broken }, ''],
    ['without orchestrators', [], { stored: broken, declared: false }, ''],
    [
      'where no orchestrator has yet',
      [],
      {},
      'No orchestrator has evaluated it yet: this machine looks itself.\n',
    ],
    [
      'where theirs is outdated',
      [],
      { stored: { ...broken, atMs: NOW_MS - 300_000 } },
      'The last one, by orch-1, is 5 min 0 s old: this machine looks itself.\n',
    ],
  ])('looks from this machine %s', async (_when, words, given, said) => {
    const { code, out, err, evaluated } = await type(words, given);
    expect([code, err, evaluated]).toEqual([0, said, 1]);
    expect(out).toContain('found by');
  });
});
