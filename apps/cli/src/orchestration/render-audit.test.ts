import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@understudy/findings';
import fc from 'fast-check';
import { renderAudit } from './render-audit.ts';

const style = { wide: false, columns: 80, color: false };
const ENTRY: AuditEntry = {
  atMs: Date.UTC(2026, 10, 30, 5, 12, 33, 400),
  id: '1',
  by: 'ada',
  kind: 'directive',
  what: 'Froze automatic moves until 2026-11-30T09:12:33Z: a release of everything',
};

describe('the audit as text', () => {
  it('has a line for each entry: when, who, which kind, what', () => {
    expect(
      renderAudit([ENTRY, { ...ENTRY, by: 'orchestrator-frankfurt', kind: 'move', what: 'a\nb' }], style),
    ).toBe(
      `Time                  Who               Kind       What
2026-11-30T05:12:33Z  ada               directive  Froze automatic moves until …
2026-11-30T05:12:33Z  orchestrator-fr…  move       a b`,
    );
  });

  it('is cut nowhere where it is wide', () => {
    expect(renderAudit([{ ...ENTRY, by: 'orchestrator-frankfurt' }], { ...style, wide: true })).toContain(
      `orchestrator-frankfurt  directive  ${ENTRY.what}`,
    );
  });

  it('has one line an entry, of at most 80 columns, whatever people wrote', () => {
    const entries = fc.array(
      fc.record({ by: fc.string({ unit: 'binary' }), what: fc.string({ unit: 'binary', maxLength: 200 }) }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(entries, fc.integer({ min: 60, max: 200 }), (some, columns) => {
        const lines = renderAudit(
          some.map((each) => ({ ...ENTRY, ...each })),
          { ...style, columns },
        ).split('\n');
        expect(lines).toHaveLength(some.length + 1);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.min(80, columns));
      }),
    );
  });
});
