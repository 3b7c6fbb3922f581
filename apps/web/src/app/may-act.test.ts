import { describe, expect, it } from '@jest/globals';
import { mayAct } from './may-act.ts';

describe('mayAct', () => {
  it('takes actions away from viewers, and from everyone while the data is stale or unknown', () => {
    const operator = { name: 'ana', role: 'operator' } as const;
    expect(mayAct({ name: 'tv', role: 'viewer' }, 'live')).toContain('Off for tv: a viewer reads');
    expect(mayAct(operator, 'stale')).toContain('Off until news comes again');
    expect(mayAct(operator, 'unknown')).toContain('Off until');
    expect(mayAct(operator, 'old')).toBeUndefined();
    expect(mayAct({ name: 'root', role: 'admin' }, 'live')).toBeUndefined();
  });
});
