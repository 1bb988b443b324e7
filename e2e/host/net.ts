import { missing, refuseMissing } from './missing.ts';
import { readLocalFile } from './protocol.ts';

class HostNet {
  /** Reads `file://` addresses; there is no network on this host. */
  async fetch(input: string | Request): Promise<Response> {
    const request = new Request(input);
    if (!request.url.startsWith('file:')) throw missing(`network for net.fetch('${request.url}')`);
    const response = await readLocalFile(request);
    if (response.type === 'error') throw new Error('net::ERR_FILE_NOT_FOUND');
    return response;
  }

  isOnline(): boolean {
    return false;
  }
}

export const net = new HostNet();
refuseMissing(HostNet.prototype, 'net');
