import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DASHBOARDS } from './dashboards.ts';
import { AlertChain } from './test-support/alert-chain.ts';

const GAP = 'understudy_replicator_gap_open{table="orders",source="us-east-1",target="eu-central-1"}';

let chain: AlertChain;

beforeAll(async () => {
  chain = await AlertChain.open();
  chain.metrics = `${GAP} 0\n`;
});

afterAll(() => chain.close());

async function eventually(condition: () => Promise<boolean> | boolean): Promise<boolean> {
  return (await waitFor(condition, { clock: systemClock(), everyMs: 100, limitMs: PATIENCE_MS })).met;
}

describe('Prometheus and Alertmanager with the rendered files', () => {
  it('deliver an alert while its fault lasts, and its end', async () => {
    const scraped = async () =>
      JSON.stringify(await chain.query('understudy_replicator_gap_open')).includes('"0"');
    expect(await eventually(scraped)).toBe(true);
    expect(chain.delivered).toEqual([]);

    chain.metrics = `${GAP} 1\n`;
    expect(await eventually(() => chain.delivered.length > 0)).toBe(true);
    expect(chain.delivered[0]).toMatchObject({
      status: 'firing',
      labels: {
        alertname: 'UnderstudyStreamGap',
        severity: 'page',
        finding: 'gap-open',
        understudy_service: 'shop',
        table: 'orders',
      },
      annotations: {
        summary: 'The stream of orders from us-east-1 to eu-central-1 dropped writes unread',
        runbook_url: 'https://docs.example/stream-gap.md',
      },
    });

    chain.metrics = `${GAP} 0\n`;
    expect(await eventually(() => chain.delivered.some(({ status }) => status === 'resolved'))).toBe(true);
    expect(new Set(chain.delivered.map(({ labels }) => labels['alertname']))).toEqual(
      new Set(['UnderstudyStreamGap']),
    );
  }, 90_000);
});

describe('Alertmanager with the rendered file', () => {
  it('does not send what another alert is the cause of', async () => {
    const service = { understudy_service: 'shop' };
    const link = { ...service, table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
    const other = { ...link, table: 'carts' };
    const page = { severity: 'page' };
    await chain.raise([
      { labels: { ...page, ...link, alertname: 'UnderstudyStreamOff', area: 'replication' } },
      { labels: { ...page, ...link, alertname: 'UnderstudyReplicationLags', area: 'replication' } },
      { labels: { ...page, ...other, alertname: 'UnderstudyReplicationLags', area: 'replication' } },
      {
        labels: {
          ...page,
          ...other,
          alertname: 'UnderstudyStreamGap',
          area: 'replication',
          finding: 'gap-open',
        },
      },
      {
        labels: {
          ...page,
          ...service,
          alertname: 'UnderstudyGapOpen',
          area: 'findings',
          finding: 'gap-open',
        },
      },
    ]);
    const inhibits = async () => (await chain.states()).suppressed.length === 2;
    expect(await eventually(inhibits)).toBe(true);
    const { active, suppressed } = await chain.states();
    expect([...suppressed].sort()).toEqual(['UnderstudyGapOpen', 'UnderstudyReplicationLags']);
    expect(active).toContain('UnderstudyReplicationLags');

    await chain.raise([
      {
        labels: {
          ...page,
          ...service,
          alertname: 'UnderstudyWriterDown',
          area: 'findings',
          finding: 'writer-down',
        },
      },
    ]);
    expect(await eventually(async () => (await chain.states()).suppressed.length === 3)).toBe(true);
    expect((await chain.states()).active).not.toContain('UnderstudyReplicationLags');
  }, 90_000);
});

it('Prometheus evaluates every query of the dashboards', async () => {
  const queries = DASHBOARDS.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries));
  expect(queries.length).toBeGreaterThan(30);
  for (const { expr } of queries) {
    const data = await chain.query(expr.replaceAll('$service', 'shop'));
    expect([expr, data]).toEqual([expr, expect.objectContaining({ resultType: 'vector' })]);
  }
  expect(await chain.query('sum(')).toBeUndefined();
});
