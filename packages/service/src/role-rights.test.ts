import { describe, expect, it } from '@jest/globals';
import { kindOfTable, ROLE_RIGHTS, rightsOn } from './role-rights.ts';

const on = (table: string, role?: Parameters<typeof rightsOn>[2]) => rightsOn(table, 'our-route', role);

describe('the rights on tables', () => {
  it.each([
    ['our-route', 'route'],
    ['understudy-control', 'control'],
    ['understudy-fence', 'fence'],
    ['orders', 'application'],
  ])('are those of %s, which is of the kind %s', (table, kind) => {
    expect(kindOfTable(table, 'our-route')).toBe(kind);
  });

  it('of an orchestrator are those of a mover, and those on what orchestrators share, without its stream', () => {
    const { control, ...others } = ROLE_RIGHTS.orchestrator;
    expect(others).toEqual(ROLE_RIGHTS.mover);
    expect(control).toEqual(['GetItem', 'Query', 'PutItem', 'DeleteItem', 'DescribeTable']);
  });

  it('are none on a table that a role never touches', () => {
    for (const role of ['gateway', 'replicator', 'mover', 'observer'] as const)
      expect(on('understudy-control', role)).toEqual([]);
  });

  it('are those of all roles together where none is given', () => {
    expect(on('understudy-control')).toEqual(ROLE_RIGHTS.orchestrator.control);
    expect([...on('our-route')].sort()).toEqual(['DescribeTable', 'GetItem', 'PutItem']);
    expect(on('our-route', 'observer')).toEqual(['GetItem', 'DescribeTable']);
  });
});
