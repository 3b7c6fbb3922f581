import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do. */
export const LINODE_PROVISIONER_ERRORS = {
  UND_LINODE_PROVISIONER_CONFIG_INVALID: {
    exit: 'usage',
    meaning: "The command line or the topology can't be read. Nothing was changed.",
    remedy: 'Correct the argument or the file named in the message; the README of the package shows them.',
  },
  UND_LINODE_PROVISIONER_TOKEN_MISSING: {
    exit: 'notAuthenticated',
    meaning: 'No token for the Linode API is in the environment. Nothing was changed.',
    remedy:
      'Set LINODE_TOKEN to a personal access token with the scopes linodes, events, images, ips, firewall, vpc and domains; never write it into a file of the project.',
  },
  UND_LINODE_PROVISIONER_OPTIONS_INVALID: {
    exit: 'usage',
    meaning: 'An option of the provisioner is out of its range.',
    remedy: 'Correct the value named in the message; the README of the package lists options and units.',
  },
  UND_LINODE_PROVISIONER_TOKEN_REFUSED: {
    exit: 'notAuthenticated',
    meaning: 'Linode does not take the token, or the token may not do this.',
    remedy: 'Make a new token, or one with the scopes that the README lists.',
  },
  UND_LINODE_PROVISIONER_CALL_REFUSED: {
    exit: 'refused',
    meaning: 'Linode refuses a call for a reason that repeating it does not change.',
    remedy: "Read Linode's reason in the message; quotas are raised by their support.",
  },
  UND_LINODE_PROVISIONER_CALL_FAILED: {
    exit: 'refused',
    meaning: 'Linode did not carry out a call, or its answer was lost, as often as it was tried.',
    remedy: 'Run it again: what is done already is found and kept. Look at https://status.linode.com.',
  },
  UND_LINODE_PROVISIONER_POOL_UNKNOWN: {
    exit: 'notFound',
    meaning: 'A pool was named that the topology has not.',
    remedy: 'Name one of the pools in the message.',
  },
  UND_LINODE_PROVISIONER_INSTANCE_UNKNOWN: {
    exit: 'notFound',
    meaning: 'An instance was named that none of the pools has. Nothing was changed.',
    remedy: 'Name one of the labels in the message; an empty slot is filled by ensure.',
  },
  UND_LINODE_PROVISIONER_TYPE_UNKNOWN: {
    exit: 'usage',
    meaning: 'A pool has a type that Linode has not. Nothing was changed.',
    remedy: "Write the identifier of a type that Linode has, such as g6-standard-1, as the pool's type.",
  },
  UND_LINODE_PROVISIONER_IMAGE_UNFIT: {
    exit: 'usage',
    meaning: 'A pool has an image that Linode has not, or that does not run cloud-init. Nothing was changed.',
    remedy: 'Choose an image with the capability cloud-init, such as linode/debian12.',
  },
  UND_LINODE_PROVISIONER_FIREWALL_MISSING: {
    exit: 'refused',
    meaning: 'A pool names a firewall that is not there. Nothing was changed.',
    remedy:
      'Make the firewall first, or correct its label: instances are never made without the protection they should have.',
  },
  UND_LINODE_PROVISIONER_USER_DATA_TOO_LARGE: {
    exit: 'usage',
    meaning: "The deploy section makes more user data than Linode's 16,384 bytes. Nothing was changed.",
    remedy: 'Put files into the artifact, or fetch them.',
  },
  UND_LINODE_PROVISIONER_NO_REGION: {
    exit: 'refused',
    meaning: "None of a pool's regions can take instances now; the message says why for each.",
    remedy: 'Wait, or add a region to fallbackRegions that has what the pool needs.',
  },
  UND_LINODE_PROVISIONER_REGION_UNDECLARED: {
    exit: 'usage',
    meaning:
      'The pool does not name the requested region; the next run would move the instance back from there.',
    remedy: "Add the region to the pool's fallbackRegions first.",
  },
  UND_LINODE_PROVISIONER_INSTANCE_FAILED: {
    meaning:
      'New instances of a pool did not come to serve, as often as it was tried; the message says how far the last one came. Those that served before still do.',
    remedy:
      'Look at the log of cloud-init and of the service on such an instance; it may be the app, its artifact or its health path.',
  },
  UND_LINODE_PROVISIONER_NOT_GONE: {
    exit: 'stillRunning',
    meaning: 'An instance that was deleted is still listed when it should have been gone for long.',
    remedy: 'Run it again; where that does not help, look at it in Cloud Manager: Linode may hold it.',
  },
  UND_LINODE_PROVISIONER_DOMAIN_MISSING: {
    exit: 'refused',
    meaning: "A pool's records belong to a domain that is not among the account's. Nothing was changed.",
    remedy: "Add the domain to Linode's Domains, or correct its name.",
  },
  UND_LINODE_PROVISIONER_REMOTE_COMMAND_FAILED: {
    meaning: 'A command on an instance could not be run, or failed.',
    remedy: 'Read its output in the message; check the key and that the firewall lets ssh in.',
  },
} as const satisfies ErrorCatalogue;

export type LinodeProvisionerErrorCode = keyof typeof LINODE_PROVISIONER_ERRORS;

export class LinodeProvisionerError extends UnderstudyError<LinodeProvisionerErrorCode> {
  constructor(code: LinodeProvisionerErrorCode, facts: ErrorFacts) {
    super(code, LINODE_PROVISIONER_ERRORS[code], facts);
  }
}
