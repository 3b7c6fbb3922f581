import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { DeploySpec } from '@understudy/topology';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { parse } from 'yaml';
import { renderCloudInit, USER_DATA_BYTES } from './render-cloud-init.ts';

const SHOP: DeploySpec = {
  packages: ['python3-flask', 'gunicorn'],
  artifact: {
    url: 'https://artifacts.example.org/shop.tar.gz',
    sha256: '9f'.repeat(32),
    to: '/opt/shop',
    unpack: 'tar',
  },
  files: [{ path: '/etc/shop.yaml', content: 'greeting: "Good morning"\n', mode: '0640' }],
  run: ['/opt/shop/prepare --all'],
  service: {
    name: 'shop',
    command: '/usr/bin/gunicorn --bind ${UNDERSTUDY_ADDRESS}:${PORT} shop:app',
    workingDirectory: '/opt/shop',
    user: 'www-data',
    environment: [
      { name: 'PORT', value: '8001' },
      { name: 'SAYING', value: '100% "safe" \\ sound' },
    ],
  },
};

interface Config {
  readonly packages?: readonly string[];
  readonly write_files?: readonly {
    readonly path: string;
    readonly content: string;
    readonly permissions: string;
  }[];
  readonly runcmd: readonly (readonly string[])[];
}

const read = (text: string) => parse(text) as Config;

describe('cloud-init', () => {
  it('is what the deploy section says, in order', () => {
    const text = renderCloudInit('api', SHOP);
    expect(text).toMatchInlineSnapshot(`
      "#cloud-config
      package_update: true
      packages:
        - python3-flask
        - gunicorn
      write_files:
        - path: /etc/shop.yaml
          content: |
            greeting: "Good morning"
          permissions: "0640"
        - path: /etc/systemd/system/shop.service
          content: |
            [Unit]
            Description=shop of pool api, kept by Understudy
            Wants=network-online.target
            After=network-online.target
            ConditionPathExists=/var/lib/understudy/prepared
            StartLimitIntervalSec=0

            [Service]
            Environment="UNDERSTUDY_ADDRESS=0.0.0.0"
            Environment="PORT=8001"
            Environment="SAYING=100%% \\"safe\\" \\\\ sound"
            EnvironmentFile=-/etc/understudy/instance.env
            WorkingDirectory=/opt/shop
            User=www-data
            ExecStart=/usr/bin/gunicorn --bind \${UNDERSTUDY_ADDRESS}:\${PORT} shop:app
            Restart=always
            RestartSec=1

            [Install]
            WantedBy=multi-user.target
          permissions: "0644"
      runcmd:
        - - sh
          - -euc
          - |-
            mkdir -p /var/lib/understudy
            if command -v curl >/dev/null
            then curl -fsSL --retry 5 --retry-delay 1 -o /var/lib/understudy/artifact 'https://artifacts.example.org/shop.tar.gz'
            else wget -q --tries=5 -O /var/lib/understudy/artifact 'https://artifacts.example.org/shop.tar.gz'
            fi
            echo '9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f  /var/lib/understudy/artifact' | sha256sum -c -
            mkdir -p /opt/shop
            tar -xf /var/lib/understudy/artifact -C /opt/shop
            /opt/shop/prepare --all
            touch /var/lib/understudy/prepared
        - - systemctl
          - daemon-reload
        - - systemctl
          - enable
          - --now
          - shop.service
      "
    `);
    expect(renderCloudInit('api', { packages: [], files: [], run: [] })).toBe('');
  });

  it("ends a start at the first command that fails, so that the app's unit waits for nothing that is there", () => {
    const [script] = read(renderCloudInit('api', { ...SHOP, run: ['false', 'printf never'] })).runcmd;
    expect(script?.slice(0, 2)).toEqual(['sh', '-euc']);
    const lines = script?.[2]?.split('\n') ?? [];
    expect(lines.indexOf('false')).toBeLessThan(lines.indexOf('touch /var/lib/understudy/prepared'));
  });
});

describe('the texts of cloud-init', () => {
  it('keeps every text as it is, and its limit', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), line, line, (lines, value, command) => {
        const content = lines.join('\n');
        const { service } = SHOP;
        if (service === undefined) throw new Error('no service');
        const deploy: DeploySpec = {
          ...SHOP,
          files: [{ path: '/etc/shop.yaml', content, mode: '0640' }],
          run: [`echo ${command}`],
          service: { ...service, environment: [{ name: 'VALUE', value }] },
        };
        const text = renderCloudInit('api', deploy);
        const { write_files: files = [], runcmd } = read(text);
        expect(files[0]).toEqual({ path: '/etc/shop.yaml', content, permissions: '0640' });
        expect(runcmd[0]?.[2]?.split('\n')).toContain(`echo ${command}`);
        expect(unquoteUnit(files[1]?.content ?? '', 'VALUE')).toBe(value);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(USER_DATA_BYTES);
      }),
      { numRuns: propertyRuns(100, 1_000) },
    );
    const large = { ...SHOP, files: [{ path: '/a', content: 'é'.repeat(8_100), mode: '0644' }] };
    expect(() => renderCloudInit('api', large)).toThrow(/UND_LINODE_PROVISIONER_USER_DATA_TOO_LARGE/);
  });

  it('writes no character as it is that cloud-init takes for the end of a line, or refuses', () => {
    const odd = '\u2028 a \u2029 b \ufeff\r\n c \uffff';
    const files = [{ path: '/a', content: odd, mode: '0644' }];
    const text = renderCloudInit('api', { ...SHOP, files, run: [`echo '${odd}'`] });
    expect(text).not.toMatch(/[\r\u2028\u2029\ufeff\uffff]/);
    const { write_files: written = [], runcmd } = read(text);
    expect(written[0]?.content).toBe(odd);
    expect(runcmd[0]?.[2]).toContain(`echo '${odd}'\n`);
  });

  it('passes the schema of cloud-init itself, where it is installed', () => {
    const known = spawnSync('cloud-init', ['--version']);
    if (known.error !== undefined) {
      process.stderr.write('NOT CHECKED: there is no cloud-init here (apt-get install cloud-init).\n');
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'cloud-init-'));
    try {
      const check = (text: string) => {
        const file = join(folder, 'user-data');
        writeFileSync(file, text);
        const { status, stdout, stderr } = spawnSync('cloud-init', ['schema', '--config-file', file], {
          encoding: 'utf8',
        });
        return { status, output: stdout + stderr };
      };
      const files = [...SHOP.files, { path: '/a', content: 'a\u2028b\r\nc\ufeff', mode: '0644' }];
      expect(check(renderCloudInit('api', { ...SHOP, files }))).toMatchObject({ status: 0 });
      expect(check(renderCloudInit('api', { packages: [], files: [], run: ['true'] }))).toMatchObject({
        status: 0,
      });
      // It is a check that refuses what is wrong.
      expect(check('#cloud-config\nruncmd: yes\n').status).not.toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** The value of a variable as systemd reads it. */
function unquoteUnit(unit: string, name: string): string | undefined {
  const found = new RegExp(`^Environment="${name}=([^\\n]*)"$`, 'mu').exec(unit);
  return found?.[1]?.replace(/\\([\\"])/g, '$1').replaceAll('%%', '%');
}
