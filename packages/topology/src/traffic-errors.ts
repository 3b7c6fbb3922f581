import type { ErrorCatalogue } from '@understudy/core';

/** What `balancers` and `traffic` can get wrong; part of TOPOLOGY_ERRORS. */
export const TRAFFIC_ERRORS = {
  UND_TOPOLOGY_LIST_EMPTY: {
    exit: 'usage',
    meaning: 'A list that needs at least one entry has none.',
    remedy: 'Add an entry, or take the key out.',
  },
  UND_TOPOLOGY_TRAFFIC_NAME_INVALID: {
    exit: 'usage',
    meaning:
      'The name of a node, frontend, backend, server or cookie could not stand in a configuration of HAProxy as one word, or is kept for Understudy.',
    remedy: 'Use 1 to 63 of the characters a-z, A-Z, 0-9, _ and -, a letter first, not understudy-….',
  },
  UND_TOPOLOGY_TRAFFIC_NAME_DUPLICATE: {
    exit: 'usage',
    meaning: 'A name stands for two nodes, two frontends or backends, or two servers of one backend.',
    remedy: 'Give each a unique name; a frontend and a backend cannot share one.',
  },
  UND_TOPOLOGY_ADDRESS_INVALID: {
    exit: 'usage',
    meaning: 'A text that should be an IP address is none. Host names are not looked up.',
    remedy: 'Write an IPv4 or IPv6 address; a bind also takes *.',
  },
  UND_TOPOLOGY_SHARED_ADDRESS_INVALID: {
    exit: 'usage',
    meaning: 'A shared address is no IP address with the length of its prefix.',
    remedy: 'Write it like 192.0.2.10/32.',
  },
  UND_TOPOLOGY_BIND_DUPLICATE: {
    exit: 'usage',
    meaning: 'Two binds take the same address and port, so HAProxy could not start.',
    remedy: 'Give one of them another port or address.',
  },
  UND_TOPOLOGY_HTTP_PATH_INVALID: {
    exit: 'usage',
    meaning: 'A path of a request or of a check is no absolute path of safe characters.',
    remedy: 'Begin it with /; write other characters as %20 and the like.',
  },
  UND_TOPOLOGY_HOST_NAME_INVALID: {
    exit: 'usage',
    meaning: "A host's name is none.",
    remedy: 'Write the name alone, without scheme, port or path: shop.example.',
  },
  UND_TOPOLOGY_HEADER_INVALID: {
    exit: 'usage',
    meaning: "A header's name or value has characters that a rule on headers can't have.",
    remedy: 'Use a name of letters, digits and -, and a value without blanks and quotes.',
  },
  UND_TOPOLOGY_FILE_NAME_INVALID: {
    exit: 'usage',
    meaning: 'A file that HAProxy shall read is not named by an absolute path of safe characters.',
    remedy: 'Write the whole path, without blanks and without /../.',
  },
  UND_TOPOLOGY_INTERFACE_NAME_INVALID: {
    exit: 'usage',
    meaning: 'A network interface has a name that Linux does not give.',
    remedy: 'Look it up with "ip -br link" on the node: eth0, eth1.',
  },
  UND_TOPOLOGY_BALANCERS_NOT_A_PAIR: {
    exit: 'usage',
    meaning: 'A shared address needs exactly two nodes, one to hold it and one to take over.',
    remedy: 'Name two nodes under balancers.nodes, or take vrrp and bgp out.',
  },
  UND_TOPOLOGY_BACKEND_UNKNOWN: {
    exit: 'usage',
    meaning: 'A route or a frontend names a backend that traffic.backends does not have.',
    remedy: 'Correct the name, or add the backend.',
  },
  UND_TOPOLOGY_BACKEND_EMPTY: {
    exit: 'usage',
    meaning: 'A backend has neither servers nor a pool nor a template, so it could answer nothing.',
    remedy: 'Add servers, a pool with its port, or a template.',
  },
  UND_TOPOLOGY_BACKEND_AMBIGUOUS: {
    exit: 'usage',
    meaning: 'A backend has both servers and a pool; which of them it stands for is not said.',
    remedy: 'Keep one of the two, or make two backends.',
  },
  UND_TOPOLOGY_BACKEND_PORT_MISSING: {
    exit: 'usage',
    meaning: 'A backend of a pool does not say on which port its instances answer.',
    remedy: 'Add port beside pool.',
  },
  UND_TOPOLOGY_POOL_UNKNOWN: {
    exit: 'usage',
    meaning: 'A backend names a pool that the topology does not have.',
    remedy: 'Correct the name, or add the pool under pools.',
  },
  UND_TOPOLOGY_ROUTE_EMPTY: {
    exit: 'usage',
    meaning: 'A route has no condition, so no route after it and no default backend would ever be used.',
    remedy: 'Add paths, pathPrefixes, hosts or headers, or make its backend the default backend.',
  },
  UND_TOPOLOGY_REDIRECT_WITHOUT_TLS: {
    exit: 'usage',
    meaning: 'A frontend redirects to https, and no bind of it has a certificate.',
    remedy: 'Add a bind with a certificate, or take redirectToTls out.',
  },
  UND_TOPOLOGY_ERROR_STATUS_UNKNOWN: {
    exit: 'usage',
    meaning: 'HAProxy takes no error file for this status.',
    remedy: 'Use 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503 or 504.',
  },
} as const satisfies ErrorCatalogue;
