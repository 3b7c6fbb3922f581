import { describe, expect, it } from '@jest/globals';
import { openScreen, type Screen } from './open-screen.ts';
import { renderFrame } from './render-frame.ts';
import { renderStatusLine } from './render-status-line.ts';
import { sampleScene } from '../test-support/sample-scene.ts';

const scene = sampleScene;

const ESCAPE = '\u001b';
/** An escape sequence, or text. */
const SENT = new RegExp(`${ESCAPE}\\[([\\d?]*)([A-Za-z])|([^${ESCAPE}]+)`, 'g');

/** A terminal that keeps what it shows: understands only what the screen sends. */
function terminal(columns: number) {
  const lines: string[] = [''];
  return {
    isTTY: true,
    columns,
    lines,
    write(text: string) {
      for (const [, code, letter, plain] of text.matchAll(SENT)) {
        if (letter === 'A') lines.splice(lines.length - 1 - Number(code), Infinity, '');
        for (const [at, part] of (plain ?? '').split('\n').entries()) {
          if (at > 0) lines.push('');
          lines.push((lines.pop() ?? '') + part.replaceAll('\r', ''));
        }
      }
    },
  };
}

const play = (screen: Screen) => {
  screen.say('us-east-1 was killed.');
  screen.show(scene);
  screen.show({ ...scene, elapsedMs: 32_000 });
  screen.say('eu-central-1 takes the writes.');
  screen.show({ ...scene, elapsedMs: 39_000 });
};

describe('a screen that is a pipe', () => {
  it('writes a line at each change and every few seconds, without escape codes', () => {
    let nowMs = 31_000;
    let text = '';
    const screen = openScreen({
      output: { write: (more) => (text += more) },
      elapsedMs: () => nowMs,
      plain: false,
      environment: {},
    });
    screen.say('us-east-1 was killed.');
    for (nowMs of [31_400, 32_000, 36_000, 36_400]) screen.show({ ...scene, elapsedMs: nowMs });
    screen.say('eu-central-1 takes the writes.');
    for (nowMs of [39_000, 41_500]) screen.show({ ...scene, elapsedMs: nowMs });
    screen.clear();
    expect(text).toMatchInlineSnapshot(`
      "00:31  us-east-1 was killed.
      00:36  · us-east-1 → eu-central-1 (claimed), epoch 1 | failed 1, waiting 41 for 1.3 s, reads 31/s, writes 0/s, median 4 ms, p99 21 ms | us-east-1 → eu-central-1 lag unknown | eu-central-1 → us-east-1 lag 12 ms
      00:36  eu-central-1 takes the writes.
      00:41  · us-east-1 → eu-central-1 (claimed), epoch 1 | failed 1, waiting 41 for 1.3 s, reads 31/s, writes 0/s, median 4 ms, p99 21 ms | us-east-1 → eu-central-1 lag unknown | eu-central-1 → us-east-1 lag 12 ms
      "
    `);
    expect(text).not.toContain(ESCAPE);
  });

  it('says how old what it shows is, once that is stale', () => {
    const stale = {
      ...scene,
      route: { writer: 'us-east-1', epoch: 1, merging: [], ageMs: 4_100 },
      linksAgeMs: 61_000,
    };
    const line = renderStatusLine(stale);
    expect(line).toContain('us-east-1, epoch 1 (seen 4.1 s ago) |');
    expect(line.match(/\(seen 61 s ago\)/g)).toHaveLength(2);
    const frame = renderFrame(stale, { columns: 120, rows: 40, colour: false });
    expect(frame.map(({ text }) => text).join('\n')).toContain('applied 1,204 (seen 61 s ago)');
    expect(renderStatusLine({ ...scene, linksAgeMs: 2_900 })).not.toContain('seen');
  });

  it('tells all of the scene that changes in its line', () => {
    expect(renderStatusLine(scene)).toMatchInlineSnapshot(
      `"us-east-1 → eu-central-1 (claimed), epoch 1 | failed 1, waiting 41 for 1.3 s, reads 31/s, writes 0/s, median 4 ms, p99 21 ms | us-east-1 → eu-central-1 lag unknown | eu-central-1 → us-east-1 lag 12 ms"`,
    );
  });
});

describe('a screen that is a terminal', () => {
  it('redraws its block in place below the lines that stay', () => {
    const output = terminal(100);
    play(openScreen({ output, elapsedMs: () => 31_400, plain: false, environment: { NO_COLOR: '1' } }));
    expect(output.lines.join('\n')).toMatchInlineSnapshot(`
      "00:31  us-east-1 was killed.
      00:31  eu-central-1 takes the writes.
      ────────────────────────────────────────────────────────────────────────────────────────────────────
       4/9  the writer dies                                                                         00:39
       writer   us-east-1 → eu-central-1 (claimed), epoch 1
       traffic  failed 1, waiting 41 for 1.3 s, reads 31/s, writes 0/s, median 4 ms, p99 21 ms
       account  acknowledged 1,310, without an answer 1, missing at promotion 52,
                conflicts in the ledger 3
       links    us-east-1 → eu-central-1, lag unknown, parked 0, applied 1,204
                eu-central-1 → us-east-1, lag 12 ms, parked 0, applied 0
       regions  ✗ us-east-1 dead, ● eu-central-1 standby, ● eu-west-1 witness
      "
    `);
  });

  it('takes the block away at the end', () => {
    const output = terminal(100);
    const screen = openScreen({ output, elapsedMs: () => 0, plain: false, environment: {} });
    play(screen);
    screen.clear();
    screen.print('Report');
    expect(output.lines).toEqual([
      '00:00  us-east-1 was killed.',
      '00:00  eu-central-1 takes the writes.',
      'Report',
      '',
    ]);
  });

  it('colours unless NO_COLOR is set, and stays plain with --plain (fault N9)', () => {
    const written = (environment: Record<string, string>, plain = false) => {
      let text = '';
      const output = { isTTY: true, columns: 80, write: (more: string) => (text += more) };
      play(openScreen({ output, elapsedMs: () => 9_999, plain, environment }));
      return text;
    };
    expect(written({})).toContain(`${ESCAPE}[31m`);
    expect(written({ NO_COLOR: '1' })).not.toContain(`${ESCAPE}[31m`);
    expect(written({}, true)).not.toContain(ESCAPE);
    expect(written({ TERM: 'dumb' })).not.toContain(ESCAPE);
  });
});
