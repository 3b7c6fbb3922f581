export { LINODE_PROVISIONER_ERRORS } from './errors.ts';
