export { CurrentReader, type Reader } from '@jalons/identity';
