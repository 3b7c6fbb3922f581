/**
 * Jest runs tests in a separate realm, whose `Error` differs from that of Node's core: there,
 * an ECONNRESET of `node:net` is no `instanceof Error`, and code that asks (the AWS SDK's retries do) takes
 * another way than in production: it wraps the error and loses its `code`. So errors of any realm count here.
 */
import { types } from 'node:util';

const ordinary = Function.prototype[Symbol.hasInstance];

for (const builtIn of [Error, AggregateError, RangeError, SyntaxError, TypeError]) {
  Object.defineProperty(builtIn, Symbol.hasInstance, {
    configurable: true,
    value(candidate) {
      if (ordinary.call(this, candidate)) return true;
      return this === builtIn && types.isNativeError(candidate) && descendsFrom(candidate, builtIn.name);
    },
  });
}

function descendsFrom(error, name) {
  for (let proto = Object.getPrototypeOf(error); proto !== null; proto = Object.getPrototypeOf(proto)) {
    if (Object.hasOwn(proto, 'constructor') && proto.constructor.name === name) return true;
  }
  return false;
}
