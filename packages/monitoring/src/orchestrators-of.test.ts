import { describe, expect, it } from '@jest/globals';
import { parseTopology, type AlertSettings } from '@understudy/topology';
import { sampleTopology } from '@understudy/topology/testing';
import { parse } from 'yaml';
import { orchestratorsOf } from './orchestrators-of.ts';
import { renderAlertmanager } from './render-alertmanager.ts';
import { renderRules } from './render-rules.ts';
import { scrapeTarget } from './scrape-target.ts';

const TARGETS = ['gateway-1=10.0.0.5:8000', 'orch-1=10.0.0.6:9466', 'orch-2=[fd00::7]:9466'].map(
  scrapeTarget,
);
const observers = ['orch-1', 'orch-2'].map((name) => ({ name, place: name }));
const topologyWith = (alerts?: AlertSettings) =>
  parseTopology(
    `${sampleTopology().text}orchestrator: ${JSON.stringify({ observers, ...(alerts && { alerts }) })}\n`,
  );
const URLS = ['http://10.0.0.6:9466/alerts', 'http://[fd00::7]:9466/alerts'];

describe('the orchestrators that Alertmanager tells', () => {
  it('are those that are scraped by the name of an observer, where they take alerts', () => {
    expect(orchestratorsOf(topologyWith(), TARGETS)).toEqual({});
    expect(orchestratorsOf(topologyWith({}), TARGETS.slice(0, 1))).toEqual({});
    expect(orchestratorsOf(topologyWith({}), TARGETS)).toEqual({
      orchestrators: { service: 'shop', urls: URLS },
    });
  });

  it('get their token from a file, which has to be named where they have it in a variable', () => {
    expect(orchestratorsOf(topologyWith({ tokenFile: '/etc/a' }), TARGETS).orchestrators?.tokenFile).toBe(
      '/etc/a',
    );
    expect(
      orchestratorsOf(topologyWith({ tokenFile: '/etc/a' }), TARGETS, '/b').orchestrators?.tokenFile,
    ).toBe('/b');
    expect(() => orchestratorsOf(topologyWith({ tokenEnv: 'T' }), TARGETS)).toThrow(
      'UND_MONITORING_TOKEN_FILE_MISSING: orchestrator.alerts.tokenEnv is T',
    );
    expect(orchestratorsOf(topologyWith({ tokenEnv: 'T' }), TARGETS, '/b').orchestrators?.tokenFile).toBe(
      '/b',
    );
  });

  it('get alerts at once and again within the time in which they forget, and people get them besides', () => {
    const text = renderAlertmanager(orchestratorsOf(topologyWith({ tokenFile: '/etc/a' }), TARGETS));
    const { route, receivers } = parse(text) as {
      readonly route: { readonly routes: readonly object[] };
      readonly receivers: readonly object[];
    };
    expect(route.routes[0]).toMatchObject({
      receiver: 'orchestrators',
      matchers: ['understudy_service="shop"'],
      group_wait: '0s',
      repeat_interval: '1m',
      continue: true,
    });
    const http_config = { authorization: { type: 'Bearer', credentials_file: '/etc/a' } };
    const webhook = { send_resolved: true, max_alerts: 200, http_config };
    expect(receivers[0]).toEqual({
      name: 'orchestrators',
      webhook_configs: URLS.map((url) => ({ url, ...webhook })),
    });
  });
});

describe('rules for a rehearsal', () => {
  it('wait no longer than asked for, and otherwise as the catalogue says', () => {
    const held = (text: string) => new Set([...text.matchAll(/^ +for: (\w+)$/gm)].map(([, time]) => time));
    expect(held(renderRules({ runbooks: 'x' }))).toEqual(new Set(['30s', '1m', '2m', '5m']));
    expect(held(renderRules({ runbooks: 'x', mostHoldSeconds: 45 }))).toEqual(new Set(['30s', '45s']));
  });
});
