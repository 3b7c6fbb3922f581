/**
 * The programs that Understudy needs beside Node and npm packages, one row each.
 *
 * @typedef {object} Part
 * @property {string} name what people call it
 * @property {string} why what needs it
 * @property {readonly string[]} neededBy the commands that need it: `start`, `test`, `bench`
 * @property {readonly string[]} probe the command line that shows it is there, and what version it has
 * @property {string} [home] the variable that points at an installation of it, whose bin/ goes before the path
 * @property {{ readonly pattern: RegExp, readonly atLeast: number }} [version]
 *   where in the probe's output the major version is, and the lowest that is accepted
 * @property {readonly string[]} apt packages of Debian and Ubuntu that bring it; the first that the machine's
 *   lists know is taken
 * @property {readonly string[]} [services] what apt starts with it; setup stops it and keeps it from starting again
 */

/** @type {readonly Part[]} */
export const PARTS = [
  {
    name: 'Java 17 or newer',
    why: 'DynamoDB Local, which plays the AWS regions of the local cloud, is a Java program',
    neededBy: ['start', 'test', 'bench'],
    probe: ['java', '-version'],
    home: 'JAVA_HOME',
    version: { pattern: /version "(\d+)/, atLeast: 17 },
    apt: ['openjdk-17-jre-headless', 'openjdk-21-jre-headless', 'default-jre-headless'],
  },
  {
    name: 'HAProxy 2.6 or newer',
    why: 'it forwards to the application servers, and checks every configuration',
    neededBy: ['start', 'test', 'bench'],
    probe: ['haproxy', '-v'],
    version: { pattern: /version (\d+)\./, atLeast: 2 },
    apt: ['haproxy'],
  },
  {
    name: 'Keepalived',
    why: 'it moves the address of a pair of balancers; the tests run two of them',
    neededBy: ['test'],
    probe: ['keepalived', '--version'],
    apt: ['keepalived'],
  },
  {
    name: 'Prometheus with promtool',
    why: 'the tests scrape the metrics with it, and try alerts on them',
    neededBy: ['test'],
    probe: ['promtool', '--version'],
    apt: ['prometheus'],
    services: ['prometheus'],
  },
  {
    name: 'Alertmanager with amtool',
    why: 'the tests check its configuration with it, and have it deliver alerts',
    neededBy: ['test'],
    probe: ['amtool', '--version'],
    apt: ['prometheus-alertmanager'],
    services: ['prometheus-alertmanager'],
  },
  {
    name: 'Zsh',
    why: 'the tests complete command lines of understudy in it',
    neededBy: ['test'],
    probe: ['zsh', '--version'],
    apt: ['zsh'],
  },
  {
    name: 'fish',
    why: 'the tests complete command lines of understudy in it',
    neededBy: ['test'],
    probe: ['fish', '--version'],
    apt: ['fish'],
  },
  {
    name: 'OpenSSL',
    why: 'the tests make the certificates of balancers with it',
    neededBy: ['test'],
    probe: ['openssl', 'version'],
    apt: ['openssl'],
  },
  {
    name: 'Python 3 with boto3',
    why: 'a second application, on plain boto3, goes through the gateway in the drill and in tests',
    neededBy: ['start', 'test'],
    // Debian's own Python has Debian's packages, even if another one comes first on the path.
    probe: ['/usr/bin/python3', '-c', 'import boto3'],
    apt: ['python3-boto3'],
  },
  {
    name: 'Flask',
    why: 'the shop behind HAProxy in the drill is a Flask application',
    neededBy: ['start', 'test'],
    probe: ['/usr/bin/python3', '-c', 'import flask'],
    apt: ['python3-flask'],
  },
  {
    name: 'gunicorn',
    why: 'it runs the shop',
    neededBy: ['start', 'test'],
    probe: ['/usr/bin/gunicorn', '--version'],
    apt: ['gunicorn'],
  },
  {
    name: 'Chromium',
    why: 'the tests look at the console in it, as people do',
    neededBy: ['test'],
    probe: ['chromium', '--version'],
    apt: ['chromium'],
  },
];
