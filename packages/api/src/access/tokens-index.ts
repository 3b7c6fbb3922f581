export { TokenStore, type ListedToken } from './token-store.ts';
