import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApi } from '../test-support/test-api.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-console-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>console</title>');
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'assets', 'index-4f3a9b21.js'), 'export {};');
writeFileSync(join(folder, '..', 'understudy-outside.txt'), 'outside');

const built = new TestApi({}, { console: folder });
const bare = new TestApi({}, { console: join(folder, 'nothing') });
beforeAll(() => Promise.all([built.start(), bare.start()]));
afterAll(async () => {
  await Promise.all([built.close(), bare.close()]);
  rmSync(folder, { recursive: true });
  rmSync(join(folder, '..', 'understudy-outside.txt'));
});

const page = { headers: { accept: 'text/html' } };

/** Without what a client does to a path before it sends it. */
function rawStatus(api: TestApi, path: string): Promise<number> {
  const { hostname, port } = new URL(api.address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { accept: 'text/html' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('the console', () => {
  it('is its page at every path of a browser, and its files', async () => {
    for (const path of ['/', '/links', '/moves/4?tab=steps']) {
      const answer = await built.ask(path, page);
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('<title>console')]);
    }
    const script = await built.ask('/assets/index-4f3a9b21.js');
    expect([script.status, script.text]).toEqual([200, 'export {};']);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    const again = await built.ask('/', {
      headers: { ...page.headers, 'if-none-match': (await built.ask('/', page)).headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('is no page to programs, and none below /api', async () => {
    expect((await built.ask('/links')).status).toBe(404);
    expect((await built.ask('/api/v1/none', { ...page, token: built.tokens.viewer })).status).toBe(404);
  });

  it.each([
    '/../understudy-outside.txt',
    '/%2e%2e/understudy-outside.txt',
    '/assets/..%2f..%2funderstudy-outside.txt',
  ])('gives nothing outside its folder: %s', async (path) => {
    const status = await rawStatus(built, path);
    const { text } = await built.ask(path, page);
    expect([status === 200, text.includes('outside')]).not.toEqual([true, true]);
  });

  it('says that it was not built, where it was not', async () => {
    const answer = await bare.ask('/', page);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('was not built')]);
    expect((await bare.ask('/links', page)).status).toBe(404);
  });

  it('comes with a policy that takes scripts, styles and connections from here alone', async () => {
    for (const path of ['/', '/docs', '/api/v1/openapi.json']) {
      const { headers } = await built.ask(path, page);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    }
    const { text } = await built.ask('/docs', page);
    expect(text).not.toMatch(/<script|style=|<style/);
  });
});
