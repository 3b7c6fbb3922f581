import * as z from 'zod';
import { named, namedList } from './named.ts';
import { POOL_RULES } from './pool-rules.ts';

const MINUTE_MS = 60_000;

const port = () => z.int().min(1).max(65_535);

const service = z.strictObject({
  name: named(POOL_RULES.UNIT_NAME).describe('The name of its systemd unit, without `.service`.'),
  command: named(POOL_RULES.UNIT_COMMAND).describe(
    'What is started, as in `ExecStart`: `${NAME}` is a variable of the environment. The app listens on `${UNDERSTUDY_ADDRESS}`.',
  ),
  workingDirectory: named(POOL_RULES.FILE_PATH).exactOptional().describe('Where it is started.'),
  user: named(POOL_RULES.UNIT_USER).exactOptional().describe("Whose process it is. Default: root's."),
  environment: z
    .array(
      z.strictObject({
        name: named(POOL_RULES.VARIABLE_NAME).describe('The name of a variable.'),
        value: named(POOL_RULES.VARIABLE_VALUE).describe('Its value; no secret.'),
      }),
    )
    .default([])
    .describe('The environment of the service, each name once.'),
});

const deploy = z.strictObject({
  packages: namedList(POOL_RULES.PACKAGES)
    .default([])
    .describe("The distribution's packages that are installed."),
  artifact: z
    .strictObject({
      url: named(POOL_RULES.ARTIFACT_URL).describe('Where the app is fetched from.'),
      sha256: named(POOL_RULES.SHA256).describe('What the file must be; another one is not used.'),
      to: named(POOL_RULES.FILE_PATH).describe('The directory it is unpacked to, or the path it gets.'),
      unpack: z
        .enum(['tar', 'none'])
        .default('tar')
        .describe('`tar`: an archive that is unpacked; `none`: the file as it is.'),
    })
    .exactOptional()
    .describe('A file that is fetched before the service starts.'),
  files: z
    .array(
      z.strictObject({
        path: named(POOL_RULES.FILE_PATH).describe('Where the file is written.'),
        content: named(POOL_RULES.FILE_CONTENT).describe('What is in it; no secret.'),
        mode: named(POOL_RULES.FILE_MODE).default('0644').describe('Its permissions.'),
      }),
    )
    .default([])
    .describe('Files that are written, each path once.'),
  run: namedList(POOL_RULES.COMMANDS)
    .default([])
    .describe(
      'Shell commands that are run in this order before the service starts; one that fails ends the start.',
    ),
  service: service
    .exactOptional()
    .describe('The app, as a unit of systemd that is started again when it ends.'),
});

const pool = z.strictObject({
  name: named(POOL_RULES.POOL_NAME).describe("The pool's name, a part of its instances' labels."),
  region: named(POOL_RULES.LINODE_ID).describe(
    "Linode's identifier of the region the instances are made in.",
  ),
  fallbackRegions: namedList(POOL_RULES.LINODE_IDS)
    .default([])
    .describe('Regions that are taken, in this order, when the one before can not be.'),
  type: named(POOL_RULES.LINODE_ID).describe("Linode's identifier of the instances' plan."),
  image: named(POOL_RULES.LINODE_ID).describe("Linode's identifier of the image; one that runs cloud-init."),
  count: z.int().min(0).max(100).describe('How many instances there are.'),
  firewall: named(POOL_RULES.LINODE_LABEL)
    .exactOptional()
    .describe('The label of a firewall that is there. Default: none.'),
  network: z
    .strictObject({
      kind: z.enum(['vpc', 'vlan']).describe('Which kind of private network.'),
      label: named(POOL_RULES.LINODE_LABEL).describe(
        'The label of the network; of a VPC that is there, in the region, by that label or with `-REGION` after it.',
      ),
      subnet: named(POOL_RULES.SUBNET)
        .exactOptional()
        .describe(
          "Of a VPC: the subnet's label; default: its first. Of a VLAN: the range, as 10.0.0.0/24, that the instances' addresses are of; default: no addresses.",
        ),
    })
    .exactOptional()
    .describe('A private network besides the public one.'),
  placementGroup: named(POOL_RULES.LINODE_LABEL)
    .exactOptional()
    .describe('The label of a placement group that is there, by that label or with `-REGION` after it.'),
  tags: namedList(POOL_RULES.TAGS).default([]).describe("Tags of the instances besides Understudy's own."),
  sshKeys: namedList(POOL_RULES.SSH_KEYS)
    .default([])
    .describe('Public keys that may log in as root. Without one, a password is made and forgotten.'),
  health: z
    .strictObject({
      port: port().describe('The port that the app answers on.'),
      path: named(POOL_RULES.HTTP_PATH).describe('The path that answers 200 when the app can serve.'),
      limitMs: z
        .int()
        .min(1)
        .max(60 * MINUTE_MS)
        .default(10 * MINUTE_MS)
        .describe('How long an instance may take from running to healthy.'),
    })
    .describe("How the app's own health is asked; no instance counts before it answers."),
  dns: z
    .strictObject({
      domain: named(POOL_RULES.DOMAIN).describe("A domain that is kept in Linode's Domains."),
      name: named(POOL_RULES.RECORD_NAME).default('').describe('The name of the records in it.'),
      ttlSec: z.int().min(30).max(86_400).default(30).describe('What resolvers may keep them for.'),
    })
    .exactOptional()
    .describe("A and AAAA records with the healthy instances' addresses."),
  deploy: deploy.prefault({}).describe('What an instance does at its first boot, by cloud-init.'),
});

/** The `pools` section; relations are check-pools.ts's. */
export const poolsSchema = z
  .array(pool)
  .default([])
  .describe('Groups of Linodes that are alike, each with its app.');
