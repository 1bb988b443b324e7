import type { Clipboard } from 'electron';
import { refuseMissing } from './missing.ts';

type Supported = Pick<Clipboard, 'readText' | 'writeText' | 'clear'>;

/** A clipboard of the host's own: what the program copies is not seen by other programs, nor overwrites what they copied. */
class HostClipboard implements Supported {
  #text = '';

  async readText(): Promise<string> {
    return this.#text;
  }

  async writeText(text: string): Promise<void> {
    this.#text = text;
  }

  clear(): void {
    this.#text = '';
  }
}

export const clipboard = new HostClipboard();
refuseMissing(HostClipboard.prototype, 'clipboard');
