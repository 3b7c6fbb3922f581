import type { ErrorCatalogue } from '@understudy/core';

/** What can be wrong in the `pools` section; a part of the package's catalogue. */
export const POOL_ERRORS = {
  UND_TOPOLOGY_SERVICE_NAME_UNFIT_FOR_POOLS: {
    exit: 'usage',
    meaning:
      "The service's name begins the labels of its pools' instances, and is too long for one or has dashes where Linode's labels may have none.",
    remedy:
      'Use at most 30 of the characters a-z, 0-9 and -, a letter first, no - last and no two of them in a row.',
  },
  UND_TOPOLOGY_POOL_NAME_INVALID: {
    exit: 'usage',
    meaning: "A pool's name can't be a part of its instances' labels.",
    remedy:
      'Use 1 to 24 of the characters a-z, 0-9 and -, a letter first, no - last and no two of them in a row.',
  },
  UND_TOPOLOGY_POOL_DUPLICATE: {
    exit: 'usage',
    meaning: 'Two pools have the same name.',
    remedy: 'Give each pool a unique name.',
  },
  UND_TOPOLOGY_LINODE_ID_INVALID: {
    exit: 'usage',
    meaning: 'A region, type or image has no identifier of the form that Linode gives.',
    remedy:
      "Use the identifier that Linode's API or CLI shows, such as de-fra-2, g6-nanode-1 or linode/debian12.",
  },
  UND_TOPOLOGY_POOL_REGIONS_INVALID: {
    exit: 'usage',
    meaning: 'One of the fallback regions is no Linode identifier, or appears twice.',
    remedy: "Use the identifiers that Linode's API or CLI shows, each once.",
  },
  UND_TOPOLOGY_POOL_REGION_REPEATED: {
    exit: 'usage',
    meaning: 'The first region of a pool is among those to fall back on.',
    remedy: 'Take it out of the fallback regions.',
  },
  UND_TOPOLOGY_LINODE_LABEL_INVALID: {
    exit: 'usage',
    meaning: 'Linode does not accept the label of a firewall, network or placement group.',
    remedy: "Use the label as Linode's API or Cloud Manager shows it.",
  },
  UND_TOPOLOGY_POOL_SUBNET_INVALID: {
    exit: 'usage',
    meaning: 'The subnet is neither the label of one nor a range of addresses.',
    remedy: "Write the label of the VPC's subnet, or the VLAN's range as 10.0.0.0/24.",
  },
  UND_TOPOLOGY_POOL_SUBNET_UNFIT: {
    exit: 'usage',
    meaning: 'The subnet is not of the kind that the network has: VPCs have labelled subnets, VLANs ranges.',
    remedy: 'Write a label for a VPC, and a range of addresses for a VLAN.',
  },
  UND_TOPOLOGY_POOL_TAGS_INVALID: {
    exit: 'usage',
    meaning: 'Linode does not accept one of the tags, or it is reserved for Understudy, or appears twice.',
    remedy: 'Use tags of 3 to 50 printable characters that do not begin with understudy.',
  },
  UND_TOPOLOGY_POOL_SSH_KEYS_INVALID: {
    exit: 'usage',
    meaning: 'One of the SSH keys is no public key in one line, or appears twice.',
    remedy: "Copy the line of the key's .pub file. Where it was a private key: treat that key as leaked.",
  },
  UND_TOPOLOGY_POOL_HEALTH_PATH_INVALID: {
    exit: 'usage',
    meaning: 'The path of the health check is none of a URL.',
    remedy: 'Begin it with /, and write blanks as %20.',
  },
  UND_TOPOLOGY_POOL_DOMAIN_INVALID: {
    exit: 'usage',
    meaning: "The domain of a pool's records has not the form of one.",
    remedy: 'Write it in lower case without a final full stop, as example.org.',
  },
  UND_TOPOLOGY_POOL_RECORD_NAME_INVALID: {
    exit: 'usage',
    meaning: "The name of a pool's records can't stand before a domain.",
    remedy: 'Use labels of a-z, 0-9 and -, such as www, or the empty text for the domain itself.',
  },
  UND_TOPOLOGY_DEPLOY_PACKAGES_INVALID: {
    exit: 'usage',
    meaning: "One of the packages has not the form of a package's name, or appears twice.",
    remedy: 'Use the names that apt shows.',
  },
  UND_TOPOLOGY_DEPLOY_COMMANDS_INVALID: {
    exit: 'usage',
    meaning: 'One of the commands is empty, has several lines or control characters, or appears twice.',
    remedy: 'Write one command a line; put longer scripts into a file and run that.',
  },
  UND_TOPOLOGY_DEPLOY_ARTIFACT_URL_INVALID: {
    exit: 'usage',
    meaning: "The artifact's URL is none of http or https, or carries credentials.",
    remedy:
      'Write it like https://artifacts.example.org/shop-1.tar.gz. Sign the request by other means where it must be: the user data contains the URL.',
  },
  UND_TOPOLOGY_DEPLOY_CHECKSUM_INVALID: {
    exit: 'usage',
    meaning: 'The checksum of the artifact is no SHA-256.',
    remedy: 'Write what sha256sum prints for the file.',
  },
  UND_TOPOLOGY_DEPLOY_PATH_INVALID: {
    exit: 'usage',
    meaning: 'A path is not absolute, or has parts that a path on an instance may not have here.',
    remedy: 'Write an absolute path without blanks and without .. in it.',
  },
  UND_TOPOLOGY_DEPLOY_FILE_DUPLICATE: {
    exit: 'usage',
    meaning: 'Two files of a deploy section have the same path.',
    remedy: 'Keep one of them.',
  },
  UND_TOPOLOGY_DEPLOY_CONTENT_INVALID: {
    exit: 'usage',
    meaning: 'The content of a file is too large for user data, or is binary.',
    remedy: 'Put it into the artifact.',
  },
  UND_TOPOLOGY_DEPLOY_MODE_INVALID: {
    exit: 'usage',
    meaning: 'The permissions of a file are no four octal digits.',
    remedy: 'Write them as "0644", in quotes, so that YAML reads no number.',
  },
  UND_TOPOLOGY_DEPLOY_SERVICE_NAME_INVALID: {
    exit: 'usage',
    meaning: "The service of a deploy section has a name that can't be a unit's.",
    remedy: 'Use 1 to 63 of the characters a-z, 0-9 and -, a letter first, without .service.',
  },
  UND_TOPOLOGY_DEPLOY_COMMAND_INVALID: {
    exit: 'usage',
    meaning: 'The command of a service does not begin with an absolute path, or has several lines.',
    remedy: "Write the program's absolute path and its arguments in one line.",
  },
  UND_TOPOLOGY_DEPLOY_USER_INVALID: {
    exit: 'usage',
    meaning: "The user of a service has not the form of a user's name.",
    remedy: 'Write a name such as www-data.',
  },
  UND_TOPOLOGY_DEPLOY_VARIABLE_NAME_INVALID: {
    exit: 'usage',
    meaning: 'The name of an environment variable has other characters than one may have.',
    remedy: 'Use letters, digits and _, no digit first.',
  },
  UND_TOPOLOGY_DEPLOY_VARIABLE_VALUE_INVALID: {
    exit: 'usage',
    meaning: 'The value of an environment variable has several lines or control characters.',
    remedy: 'Write one line; put longer values into a file.',
  },
  UND_TOPOLOGY_DEPLOY_VARIABLE_DUPLICATE: {
    exit: 'usage',
    meaning: 'An environment variable is set twice.',
    remedy: 'Keep one of the two.',
  },
} as const satisfies ErrorCatalogue;
