import type { DeployArtifact, DeployService, DeploySpec } from '@understudy/topology';
import { Document, visit } from 'yaml';
import { LinodeProvisionerError } from './errors.ts';

/** What Linode takes, before base64. */
export const USER_DATA_BYTES = 16_384;

const STATE = '/var/lib/understudy';

/** Where an instance may say that its app is to listen on another address than all of them. */
export const INSTANCE_ENVIRONMENT = '/etc/understudy/instance.env';

/**
 * The user data of an instance, `#cloud-config`: packages, files, the artifact with its checksum, commands, service, in
 * this order. The service does not start when something before it failed. Empty where there is nothing to do.
 *
 * The app's environment has `UNDERSTUDY_ADDRESS`, the address to listen on: 0.0.0.0, unless the file
 * `/etc/understudy/instance.env` or (in the local cloud) the instance's environment says another one.
 * @throws LinodeProvisionerError UND_LINODE_PROVISIONER_USER_DATA_TOO_LARGE
 */
export function renderCloudInit(pool: string, deploy: DeploySpec): string {
  const { packages, artifact, files, run, service } = deploy;
  const prepare = [
    ...(artifact === undefined ? [] : fetchArtifact(artifact)),
    ...run,
    `touch ${STATE}/prepared`,
  ];
  const writeFiles = [
    ...files.map(({ path, content, mode }) => ({ path, content, permissions: mode })),
    ...(service === undefined ? [] : [unitFile(pool, service)]),
  ];
  const isEmpty = packages.length + files.length + run.length === 0 && artifact === undefined;
  if (isEmpty && service === undefined) return '';
  const config = {
    ...(packages.length === 0 ? {} : { package_update: true, packages }),
    ...(writeFiles.length === 0 ? {} : { write_files: writeFiles }),
    runcmd: [
      // One shell for all of them, which ends at the first that fails; the unit waits for what the last one leaves.
      ['sh', '-euc', [`mkdir -p ${STATE}`, ...prepare].join('\n')],
      ...(service === undefined
        ? []
        : [
            ['systemctl', 'daemon-reload'],
            ['systemctl', 'enable', '--now', `${service.name}.service`],
          ]),
    ],
  };
  const text = `#cloud-config\n${writeYaml(config)}`;
  const bytes = Buffer.byteLength(text);
  if (bytes > USER_DATA_BYTES) {
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_USER_DATA_TOO_LARGE', {
      what: `The user data of pool ${pool} has ${bytes} bytes, ${bytes - USER_DATA_BYTES} too many.`,
      details: { pool, bytes, most: USER_DATA_BYTES },
    });
  }
  return text;
}

/** What cloud-init's reader, which is YAML 1.1's, takes for the end of a line, or refuses. */
const UNSAFE = /[\r\u0085\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Texts with characters that cloud-init reads otherwise are quoted, and those characters escaped. */
function writeYaml(config: unknown): string {
  const document = new Document(config, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && node.value.search(UNSAFE) >= 0) node.type = 'QUOTE_DOUBLE';
    },
  });
  const escape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return document.toString({ lineWidth: 0 }).replace(UNSAFE, escape);
}

/** Fetched with what the image has, checked, and only then put where it belongs. */
function fetchArtifact({ url, sha256, to, unpack }: DeployArtifact): readonly string[] {
  const file = `${STATE}/artifact`;
  const folder = unpack === 'tar' ? to : to.replace(/\/[^/]*$/, '') || '/';
  return [
    'if command -v curl >/dev/null',
    `then curl -fsSL --retry 5 --retry-delay 1 -o ${file} '${url}'`,
    `else wget -q --tries=5 -O ${file} '${url}'`,
    'fi',
    `echo '${sha256}  ${file}' | sha256sum -c -`,
    `mkdir -p ${folder}`,
    unpack === 'tar' ? `tar -xf ${file} -C ${to}` : `install -m 0755 ${file} ${to}`,
  ];
}

function unitFile(pool: string, service: DeployService) {
  const { name, command, workingDirectory, user, environment } = service;
  const content = [
    '[Unit]',
    `Description=${name} of pool ${pool}, kept by Understudy`,
    'Wants=network-online.target',
    'After=network-online.target',
    `ConditionPathExists=${STATE}/prepared`,
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    setting('UNDERSTUDY_ADDRESS', '0.0.0.0'),
    ...environment.map((each) => setting(each.name, each.value)),
    `EnvironmentFile=-${INSTANCE_ENVIRONMENT}`,
    ...(workingDirectory === undefined ? [] : [`WorkingDirectory=${workingDirectory}`]),
    ...(user === undefined ? [] : [`User=${user}`]),
    `ExecStart=${command}`,
    'Restart=always',
    'RestartSec=1',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
  return { path: `/etc/systemd/system/${name}.service`, content, permissions: '0644' };
}

/** systemd.syntax(7): backslashes and quotes are escaped, and a percent sign stands for itself when it is doubled. */
function setting(name: string, value: string): string {
  return `Environment="${name}=${value.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%')}"`;
}
