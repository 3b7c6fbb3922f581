import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderReport } from '@understudy/scenario';
import { sampleReport } from '@understudy/scenario/testing';
import { openScreen } from './open-screen.ts';
import { renderFrame } from './render-frame.ts';
import { renderStatusLine } from './render-status-line.ts';
import type { Scene } from './scene.ts';
import { sampleScene } from '../test-support/sample-scene.ts';
import { sampleFacts } from '../test-support/sample-facts.ts';
import { writeInvitation } from './write-invitation.ts';

const SIZES = [
  [80, 24],
  [60, 20],
  [120, 40],
] as const;

const frame = (scene: Scene, columns: number, rows: number) =>
  renderFrame(scene, { columns, rows, colour: false }).map(({ text }) => text);
const wordsOf = (text: string) => text.split(/[\s─]+/).filter((word) => word !== '');

/** What a terminal of that width shows of a text. */
function shown(text: string, columns: number): readonly string[] {
  let written = '';
  const output = { isTTY: true, columns, write: (more: string) => (written += more) };
  openScreen({ output, elapsedMs: () => 0, plain: true, environment: {} }).print(text);
  return written.split('\n');
}

describe.each(SIZES)('a terminal of %i columns and %i lines', (columns, rows) => {
  it('shows all of a scene in lines that fit, with no word broken and what matters first (fault N9)', () => {
    const lines = frame(sampleScene, columns, rows);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    expect(lines.length).toBeLessThan(rows);
    const words = wordsOf(lines.join(' '));
    expect(words).toEqual(expect.arrayContaining(wordsOf(frame(sampleScene, 300, 300).join(' '))));
    const text = lines.join('\n');
    const places = ['the writer dies', ' writer ', ' traffic ', ' account ', ' links ', ' regions '];
    expect(places.map((place) => text.indexOf(place))).toEqual(
      [...places.map((place) => text.indexOf(place))].sort((a, b) => a - b),
    );
    expect(text).toMatch(/missing\s+at\s+promotion\s+52/);
    expect(text).toMatch(/conflicts\s+in\s+the\s+ledger\s+3/);
  });

  it('shows the report and what can be typed without a broken word (fault N9)', () => {
    const facts = sampleFacts({ columns });
    for (const text of [renderReport(sampleReport), writeInvitation(facts)]) {
      const lines = shown(text, columns);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
      const words = wordsOf(lines.join('\n')).filter((word) => word !== '\\');
      expect(words).toEqual(wordsOf(text).filter((word) => word !== '\\'));
    }
  });
});

describe('a terminal of any size', () => {
  it('gets a block that fits it, the phase always, and the less important lines where there are enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 5, max: 60 }), (columns, rows) => {
        const lines = frame(sampleScene, columns, rows);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
        expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 4));
        expect(lines.join('\n')).toContain('the writer dies'.slice(0, columns - 8));
      }),
    );
  });

  it('that became narrower is cleared of what it broke into more lines', () => {
    let written = '';
    const output = { isTTY: true, columns: 120, rows: 40, write: (more: string) => (written += more) };
    const screen = openScreen({ output, elapsedMs: () => 0, plain: false, environment: { NO_COLOR: '1' } });
    screen.show(sampleScene);
    const drawn = frame(sampleScene, 120, 40);
    output.columns = 40;
    written = '';
    screen.clear();
    const height = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 40)), 0);
    expect(written).toContain(`[${String(height)}A`);
  });

  it('gets no figure that is none, whatever is not known yet (fault N12)', () => {
    const ms = fc.nat(100_000);
    const change = fc.record(
      { missingAtPromotion: fc.nat(), inLedger: fc.nat(), linksAgeMs: ms },
      { requiredKeys: [] },
    );
    const links = fc.array(fc.record({ lagMs: ms }, { requiredKeys: [] }), { maxLength: 2 });
    fc.assert(
      fc.property(change, links, fc.boolean(), (given, lags, isTimed) => {
        const { route: _, missingAtPromotion: __, inLedger: ___, ...rest } = sampleScene;
        const { medianMs: ____, p99Ms: _____, ...untimed } = rest.traffic;
        const scene: Scene = {
          ...rest,
          ...given,
          traffic: isTimed ? rest.traffic : untimed,
          links: lags.map((lag) => ({ source: 'a', target: 'b', applied: 0, parked: 0, ...lag })),
        };
        const shown = [...frame(scene, 80, 24), renderStatusLine(scene)].join('\n');
        expect(shown).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
      }),
    );
  });

  it('breaks no line of a pipe, whatever its length', () => {
    let written = '';
    const screen = openScreen({
      output: { write: (more: string) => (written += more) },
      elapsedMs: () => 0,
      plain: false,
      environment: {},
    });
    screen.print('word '.repeat(100).trim());
    expect(written.split('\n')).toHaveLength(2);
    expect(screen.columns).toBeUndefined();
  });
});
