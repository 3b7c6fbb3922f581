import type { ErrorCatalogue } from '@understudy/core';

/** What can be wrong in the `orchestrator` section; a part of the package's catalogue. */
export const ORCHESTRATOR_ERRORS = {
  UND_TOPOLOGY_OBSERVER_NAME_INVALID: {
    exit: 'usage',
    meaning: 'The name of an observer has characters, or a length, that a name can not have.',
    remedy:
      'Use 1 to 24 of the characters a-z, 0-9 and -, a letter first, no - last and no two of them in a row.',
  },
  UND_TOPOLOGY_OBSERVER_DUPLICATE: {
    exit: 'usage',
    meaning: 'Two observers have the same name, so that one would vote for both.',
    remedy: 'Give each observer a unique name.',
  },
  UND_TOPOLOGY_OBSERVER_PLACE_INVALID: {
    exit: 'usage',
    meaning: 'The place of an observer is empty, too long, or no line of text.',
    remedy: 'Write what the observer shares power and network with in 1 to 64 characters, such as us-east.',
  },
  UND_TOPOLOGY_OBSERVERS_COUNT_INVALID: {
    exit: 'usage',
    meaning: 'There are no observers, or more than nine.',
    remedy: 'List 1 to 9 observers, or take the section orchestrator out.',
  },
  UND_TOPOLOGY_OBSERVERS_TOO_FEW: {
    exit: 'usage',
    meaning:
      'A failover without a person needs at least three observers in at least three places. With fewer, the loss of one place, or of its line, makes a majority that is wrong, or leaves none.',
    remedy:
      'Add observers in other places until there are three, or set orchestrator.automatic to false: people then decide on the same findings.',
  },
  UND_TOPOLOGY_LEADER_TTL_TOO_SHORT: {
    exit: 'usage',
    meaning:
      'A leader would lose its lead by one late report: leaderTtlMs is less than three times reportEveryMs.',
    remedy: 'Raise orchestrator.leaderTtlMs, or lower orchestrator.reportEveryMs.',
  },
  UND_TOPOLOGY_PROGRAM_NAME_INVALID: {
    exit: 'usage',
    meaning: 'The name of a program has characters, or a length, that a name can not have.',
    remedy:
      'Use 1 to 24 of the characters a-z, 0-9 and -, a letter first, no - last and no two of them in a row.',
  },
  UND_TOPOLOGY_PROGRAM_DUPLICATE: {
    exit: 'usage',
    meaning: 'A program is listed twice, by its name or by its URL, so its evidence would count twice.',
    remedy: 'List each program once, each with a unique name.',
  },
  UND_TOPOLOGY_PROGRAM_URL_INVALID: {
    exit: 'usage',
    meaning: 'The URL of a program is no http or https URL of a host, and of a port if need be.',
    remedy: 'Write it like http://10.0.0.5:8000; /readyz is added to it.',
  },
  UND_TOPOLOGY_PROGRAM_URL_CREDENTIALS: {
    exit: 'usage',
    meaning:
      'The URL of a program carries a user or a password. The topology is no place for secrets, and its values are logged.',
    remedy: 'Take the part before the @ out, and treat that secret as leaked. /readyz needs no credentials.',
  },
  UND_TOPOLOGY_CLOUD_WATCH_REGIONS_INVALID: {
    exit: 'usage',
    meaning: 'CloudWatch would be asked in a region that is no data region, or twice in one.',
    remedy: 'List names of regions.data, each once, or take orchestrator.cloudWatch out.',
  },
  UND_TOPOLOGY_ALERTS_TOKEN_FILE_INVALID: {
    exit: 'usage',
    meaning: 'The file of the token of alerts is not named by an absolute path of safe characters.',
    remedy: 'Write an absolute path, such as /etc/understudy/alerts.token.',
  },
  UND_TOPOLOGY_ALERTS_TOKEN_ENV_INVALID: {
    exit: 'usage',
    meaning: 'The environment variable of the token of alerts has a name that a variable can not have.',
    remedy:
      'Write the name of the variable, such as UNDERSTUDY_ALERTS_TOKEN. The topology is no place for the token itself.',
  },
  UND_TOPOLOGY_ALERTS_TOKEN_AMBIGUOUS: {
    exit: 'usage',
    meaning: 'The token of alerts is named twice, by a file and by an environment variable.',
    remedy: 'Keep one of orchestrator.alerts.tokenFile and orchestrator.alerts.tokenEnv.',
  },
} as const satisfies ErrorCatalogue;
