import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseTopology } from '@understudy/topology';
import { sampleTopology } from '@understudy/topology/testing';
import { renderHaproxy } from './render-haproxy.ts';

const BEGIN = '<!-- golden: made by `UPDATE_DOCUMENTS=1` and the tests of this package -->\n';
const END = '<!-- /golden -->';

const TRAFFIC = `traffic:
  frontends:
    - name: web
      binds: [{ port: 80 }]
      routes: [{ backend: api, pathPrefixes: [/api] }]
      defaultBackend: shop
  backends:
    - name: api
      check: { path: /api/health }
      servers:
        - { name: api-1, address: 10.0.0.21, port: 8001 }
        - { name: api-2, address: 10.0.0.22, port: 8001 }
    - name: shop
      check: { path: /healthz }
      servers:
        - { name: shop-1, address: 10.0.0.31, port: 8000 }
        - { name: shop-2, address: 10.0.0.32, port: 8000 }
        - { name: shop-3, address: 10.0.0.33, port: 8000 }
`;

describe('the README', () => {
  it('shows what everyone starts from, and what becomes of it', () => {
    const { traffic } = parseTopology(`${sampleTopology().text}${TRAFFIC}`);
    if (traffic === undefined) throw new Error('There is traffic.');
    const golden = `\n\`\`\`yaml\n${TRAFFIC}\`\`\`\n\n\`\`\`haproxy\n${renderHaproxy({ traffic })}\`\`\`\n\n`;
    const file = new URL('../README.md', import.meta.url);
    const text = readFileSync(file, 'utf8');
    const whole = `${text.slice(0, text.indexOf(BEGIN) + BEGIN.length)}${golden}${text.slice(text.indexOf(END))}`;
    if (process.env.UPDATE_DOCUMENTS === '1') writeFileSync(file, whole);
    else expect(text).toBe(whole);
  });
});
