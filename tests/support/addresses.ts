import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** Something that listens and is no Moonraker: a router's page. */
export async function startStranger(title: string) {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>${title}</title><p>Log in`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    address: `127.0.0.1:${port}`,
    stop: () => void (server.closeAllConnections(), server.close()),
  };
}

/**
 * A port that behaves as a computer that is switched off: connections are neither taken nor refused. A program
 * that sleeps holds it, and its short queue is full.
 */
export async function startSilence() {
  const program = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
    console.log(String(this.address().port)); process.kill(process.pid, 'SIGSTOP');
  })`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))),
  );
  const queue: Socket[] = [];
  // The queue takes a few; full is when one is not connected within half a second.
  for (let full = false; !full && queue.length < 16;) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    queue.push(socket);
    full = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(true), 500);
      socket.once('connect', () => (clearTimeout(timer), resolve(false)));
    });
  }
  return {
    port,
    address: `127.0.0.1:${port}`,
    stop() {
      queue.forEach((socket) => socket.destroy());
      child.kill('SIGKILL');
    },
  };
}
