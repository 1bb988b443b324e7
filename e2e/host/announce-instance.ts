import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How long the first process may take until it listens, in milliseconds. */
const PATIENCE = 3_000;

/** Sends what is on standard input to the process that listens at `address`. True once it has been heard. */
function tell(address: string, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.setTimeout(PATIENCE, () => socket.destroy());
    socket.on('connect', () => socket.write(`${text}\n`));
    socket.on('data', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}

const address = process.argv[2] ?? '';
const text = readFileSync(0, 'utf8');
const deadline = Date.now() + PATIENCE;
let heard = await tell(address, text);
while (!heard && Date.now() < deadline) {
  await pause(50);
  heard = await tell(address, text);
}
process.exit(heard ? 0 : 1);
