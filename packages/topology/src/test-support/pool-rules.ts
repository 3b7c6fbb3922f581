import type { Rule } from './rule.ts';

/** How the values of `pools` are broken. */
export const POOL_RULES: Readonly<Record<string, readonly Rule[]>> = {
  pools: [],
  'pools[].name': [
    ['Api', 'UND_TOPOLOGY_POOL_NAME_INVALID'],
    ['api--2', 'UND_TOPOLOGY_POOL_NAME_INVALID'],
    ['a'.repeat(25), 'UND_TOPOLOGY_POOL_NAME_INVALID'],
    ['api', 'UND_TOPOLOGY_POOL_DUPLICATE', 1],
  ],
  'pools[].region': [['Frankfurt', 'UND_TOPOLOGY_LINODE_ID_INVALID']],
  'pools[].fallbackRegions': [
    [['Amsterdam'], 'UND_TOPOLOGY_POOL_REGIONS_INVALID'],
    [['nl-ams', 'nl-ams'], 'UND_TOPOLOGY_POOL_REGIONS_INVALID'],
    [['nl-ams', 'de-fra-2'], 'UND_TOPOLOGY_POOL_REGION_REPEATED'],
  ],
  'pools[].type': [['Nanode 1GB', 'UND_TOPOLOGY_LINODE_ID_INVALID']],
  'pools[].image': [['Debian 12', 'UND_TOPOLOGY_LINODE_ID_INVALID']],
  'pools[].firewall': [['app servers', 'UND_TOPOLOGY_LINODE_LABEL_INVALID']],
  'pools[].network.label': [['', 'UND_TOPOLOGY_LINODE_LABEL_INVALID']],
  'pools[].network.subnet': [
    ['the subnet', 'UND_TOPOLOGY_POOL_SUBNET_INVALID'],
    ['10.0.0.0/24', 'UND_TOPOLOGY_POOL_SUBNET_UNFIT'],
  ],
  'pools[].placementGroup': [['a group', 'UND_TOPOLOGY_LINODE_LABEL_INVALID']],
  'pools[].tags': [
    [['no'], 'UND_TOPOLOGY_POOL_TAGS_INVALID'],
    [['understudy:shop'], 'UND_TOPOLOGY_POOL_TAGS_INVALID'],
  ],
  'pools[].sshKeys': [
    [['-----BEGIN OPENSSH PRIVATE KEY-----'], 'UND_TOPOLOGY_POOL_SSH_KEYS_INVALID'],
    [['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA\nroot'], 'UND_TOPOLOGY_POOL_SSH_KEYS_INVALID'],
  ],
  'pools[].health.path': [
    ['healthz', 'UND_TOPOLOGY_POOL_HEALTH_PATH_INVALID'],
    ['/health z', 'UND_TOPOLOGY_POOL_HEALTH_PATH_INVALID'],
  ],
  'pools[].dns.domain': [['example', 'UND_TOPOLOGY_POOL_DOMAIN_INVALID']],
  'pools[].dns.name': [['-www', 'UND_TOPOLOGY_POOL_RECORD_NAME_INVALID']],
  'pools[].deploy.packages': [
    [['python3 flask'], 'UND_TOPOLOGY_DEPLOY_PACKAGES_INVALID'],
    [['--reinstall'], 'UND_TOPOLOGY_DEPLOY_PACKAGES_INVALID'],
  ],
  'pools[].deploy.artifact.url': [
    ['ftp://example.org/shop.tar.gz', 'UND_TOPOLOGY_DEPLOY_ARTIFACT_URL_INVALID'],
    ['https://key:secret@example.org/shop.tar.gz', 'UND_TOPOLOGY_DEPLOY_ARTIFACT_URL_INVALID'],
    ["https://example.org/'; rm -rf /;'", 'UND_TOPOLOGY_DEPLOY_ARTIFACT_URL_INVALID'],
  ],
  'pools[].deploy.artifact.sha256': [
    ['d41d8cd98f00b204e9800998ecf8427e', 'UND_TOPOLOGY_DEPLOY_CHECKSUM_INVALID'],
  ],
  'pools[].deploy.artifact.to': [['opt/shop', 'UND_TOPOLOGY_DEPLOY_PATH_INVALID']],
  'pools[].deploy.files': [],
  'pools[].deploy.files[].path': [
    ['/etc/../root/.ssh', 'UND_TOPOLOGY_DEPLOY_PATH_INVALID'],
    ['/etc/the file', 'UND_TOPOLOGY_DEPLOY_PATH_INVALID'],
    ['/etc/shop.yaml', 'UND_TOPOLOGY_DEPLOY_FILE_DUPLICATE', 1],
  ],
  'pools[].deploy.files[].content': [
    ['\u0000', 'UND_TOPOLOGY_DEPLOY_CONTENT_INVALID'],
    ['x'.repeat(16_385), 'UND_TOPOLOGY_DEPLOY_CONTENT_INVALID'],
  ],
  'pools[].deploy.files[].mode': [['644', 'UND_TOPOLOGY_DEPLOY_MODE_INVALID']],
  'pools[].deploy.run': [
    [['a\nb'], 'UND_TOPOLOGY_DEPLOY_COMMANDS_INVALID'],
    [[''], 'UND_TOPOLOGY_DEPLOY_COMMANDS_INVALID'],
  ],
  'pools[].deploy.service.name': [['shop.service', 'UND_TOPOLOGY_DEPLOY_SERVICE_NAME_INVALID']],
  'pools[].deploy.service.command': [
    ['gunicorn', 'UND_TOPOLOGY_DEPLOY_COMMAND_INVALID'],
    ['/bin/true\nUser=root', 'UND_TOPOLOGY_DEPLOY_COMMAND_INVALID'],
  ],
  'pools[].deploy.service.workingDirectory': [['.', 'UND_TOPOLOGY_DEPLOY_PATH_INVALID']],
  'pools[].deploy.service.user': [['Root!', 'UND_TOPOLOGY_DEPLOY_USER_INVALID']],
  'pools[].deploy.service.environment': [],
  'pools[].deploy.service.environment[].name': [
    ['1ST', 'UND_TOPOLOGY_DEPLOY_VARIABLE_NAME_INVALID'],
    ['PORT', 'UND_TOPOLOGY_DEPLOY_VARIABLE_DUPLICATE', 1],
  ],
  'pools[].deploy.service.environment[].value': [['a\nb', 'UND_TOPOLOGY_DEPLOY_VARIABLE_VALUE_INVALID']],
};
