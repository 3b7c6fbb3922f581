import type { Socket } from 'node:net';

/**
 * Ends a connection with a TCP reset. `resetAndDestroy` alone says goodbye first (a FIN); and on a connection that
 * is just saying goodbye it fails inside and leaves the handle open, spinning (Node 20, libuv's EINVAL): one
 * that has said goodbye is only destroyed.
 */
export function resetConnection(socket: Socket): void {
  if (socket.destroyed || socket.writableEnded) {
    socket.destroy();
    return;
  }
  socket._final = (done) => {
    done();
  };
  socket.resetAndDestroy();
}
