import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const SERVICE_ERRORS = {
  UND_SERVICE_FILE_UNREADABLE: {
    exit: 'usage',
    meaning: 'The topology file is missing, is not a file, or may not be read by this user.',
    remedy:
      'Name the file with --file or UNDERSTUDY_FILE, and check that this user may read it; `understudy init` writes a first one.',
  },
  UND_SERVICE_FILE_EMPTY: {
    exit: 'usage',
    meaning: 'The topology file has no content.',
    remedy:
      'Fill in the file; docs/configure/README.md shows the fewest keys that a service needs, and `understudy init --force` writes them.',
  },
  UND_SERVICE_TABLE_UNKNOWN: {
    exit: 'notFound',
    meaning: 'A table was named that the topology does not list.',
    remedy: 'Name a table as the topology lists it, or add it to `tables`.',
  },
  UND_SERVICE_REGION_UNKNOWN: {
    exit: 'notFound',
    meaning: "A region was named that is not one of the service's two data regions.",
    remedy: "Name one of the topology's data regions.",
  },
  UND_SERVICE_REGIONS_SWAPPED: {
    exit: 'usage',
    meaning:
      'An endpoint answers for another region than the one that the topology gives it to. Nothing was written.',
    remedy: 'Correct the `endpoint` of each region in the topology: two of them may be swapped.',
  },
  UND_SERVICE_REGION_UNPROVEN: {
    exit: 'refused',
    meaning:
      'Nothing proves that an endpoint answers for the region that the topology takes it for: it has no fence of the service, or one of a release that did not name its region. Nothing was written.',
    remedy:
      'Correct the `endpoint` of the region; where it is right, run `understudy setup`, which writes the fence of each region.',
  },
  UND_SERVICE_REGION_UNREACHABLE: {
    exit: 'refused',
    meaning: 'A region did not answer in time, or its address could not be reached.',
    remedy: 'Check the network path to the region, and the `endpoint` that the topology gives it.',
  },
  UND_SERVICE_NOT_AUTHENTICATED: {
    exit: 'notAuthenticated',
    meaning: 'No AWS credentials were found, or the region rejected them.',
    remedy:
      'Provide valid AWS credentials, for example by the environment or a profile, and run the command again.',
  },
  UND_SERVICE_CREDENTIALS_NOT_REFRESHED: {
    meaning:
      'New AWS credentials could be had from no region. Requests are signed with the present ones until these end.',
    remedy:
      'Before they end, repair what the message names: the role, its trust policy, or the network path to the STS endpoints of the data regions and the witness.',
  },
  UND_SERVICE_CREDENTIALS_UNAVAILABLE: {
    exit: 'notAuthenticated',
    meaning:
      'There are no valid AWS credentials: none were found, or they ended and could not be refreshed. Nothing was sent.',
    remedy:
      'Give the process credentials as for any AWS SDK (environment, profile, container, instance role), and let it reach the STS endpoint of at least one of its regions.',
  },
  UND_SERVICE_NOT_ALLOWED: {
    exit: 'notAllowed',
    meaning: 'The AWS credentials are valid, and lack the right to do what is needed.',
    remedy: 'Grant the action that the message names on the table that it names.',
  },
  UND_SERVICE_REGION_THROTTLED: {
    meaning: 'A region answers, and throttles.',
    remedy:
      'No action needed at once: requests are repeated. Where it lasts, raise the capacity of the table that is named, or the limit of the account.',
  },
  UND_SERVICE_REQUEST_FAILED: {
    meaning: 'A region answered a request with an error that is not about rights or the network.',
    remedy:
      'Read the cause; where it is throttling or a limit of the account, wait or raise it, and run again.',
  },
  UND_SERVICE_TABLE_MISSING: {
    exit: 'refused',
    meaning: 'A table of the service, or the route table of a global witness, does not exist in a region.',
    remedy:
      'Create the table there with the same key as in the other region, or correct its name in the topology.',
  },
  UND_SERVICE_OWN_TABLE_MISSING: {
    exit: 'refused',
    meaning: "One of Understudy's own tables does not exist in a region.",
    remedy: 'Run `understudy setup`, which creates it.',
  },
  UND_SERVICE_STREAM_OFF: {
    exit: 'refused',
    meaning: 'The stream of a table of the service is off, so what is written there is replicated nowhere.',
    remedy:
      'Run `understudy setup`, which switches it on; re-seed the table with `understudy backfill TABLE --reseed` where the service ran before.',
  },
  UND_SERVICE_GLOBAL_TABLE: {
    exit: 'refused',
    meaning:
      'A table of the service is a replica of a DynamoDB global table, which carries writes past the links and lets the last one win.',
    remedy:
      'Take it out of the global table as docs/install/global-tables.md says, and run the command again.',
  },
  UND_SERVICE_TABLES_DIFFER: {
    exit: 'refused',
    meaning:
      'A table differs between the regions in a way that breaks the application after a move: an index that one lacks, or a table that does not serve.',
    remedy: 'Give both tables the same indexes; `understudy check` lists every difference.',
  },
  UND_SERVICE_SETTINGS_DIFFER: {
    meaning:
      'A setting of a table differs between the regions: capacity, time to live, recovery, encryption, table class or protection.',
    remedy:
      'Give both tables the same setting, or keep the difference on purpose; `understudy check` lists each with its effect.',
  },
  UND_SERVICE_CLOCK_WRONG: {
    exit: 'refused',
    meaning: "This machine's clock and that of a region differ by more than five seconds.",
    remedy: 'Synchronise this machine by NTP: `timedatectl set-ntp true`.',
  },
  UND_SERVICE_PROCESS_STALLED: {
    meaning: 'A daemon has finished no request for half a minute, neither with success nor with an error.',
    remedy:
      'Restart the process: `systemctl restart` of its unit. If it happens again, report it with its log.',
  },
  UND_SERVICE_TABLE_INACTIVE: {
    exit: 'stillRunning',
    meaning: 'A table did not become active in time.',
    remedy: 'Look at the table in the AWS console; run the command again, which continues where it stopped.',
  },
  UND_SERVICE_TABLE_MISMATCH: {
    exit: 'refused',
    meaning: "A table of Understudy's own exists with another key than it needs.",
    remedy:
      'Remove or rename that table if nothing needs it; the route table may have another name by the topology.',
  },
  UND_SERVICE_KEYS_DIFFER: {
    exit: 'refused',
    meaning: 'A table of the service has different keys in the two regions.',
    remedy: 'Create the table in the standby region with the key that it has at the writer.',
  },
  UND_SERVICE_STREAM_VIEW_WRONG: {
    exit: 'refused',
    meaning:
      "A table's stream is on, and does not show both images; its view can't be changed while it is on.",
    remedy:
      'Find who reads that stream, turn it off, and run the command again, which turns it on with NEW_AND_OLD_IMAGES.',
  },
} as const satisfies ErrorCatalogue;

export type ServiceErrorCode = keyof typeof SERVICE_ERRORS;

export class ServiceError extends UnderstudyError<ServiceErrorCode> {
  constructor(code: ServiceErrorCode, facts: ErrorFacts) {
    super(code, SERVICE_ERRORS[code], facts);
  }
}
