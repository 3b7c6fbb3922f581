import { describe, expect, it } from '@jest/globals';
import { auditFilter } from './audit-filter.ts';

describe('auditFilter', () => {
  it('reads what an address narrows the audit to', () => {
    const params = new URLSearchParams('kind=move&by=o-2&text=eu-central-1&fromMs=1700000000000&entry=x');
    expect(auditFilter(params)).toEqual({
      kind: 'move',
      by: 'o-2',
      text: 'eu-central-1',
      fromMs: 1_700_000_000_000,
    });
  });

  it('leaves out what no filter is', () => {
    expect(auditFilter(new URLSearchParams('kind=everything&by=%20&fromMs=soon&untilMs=-1'))).toEqual({});
  });
});
