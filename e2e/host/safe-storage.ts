import type { SafeStorage } from 'electron';
import { refuseMissing } from './missing.ts';

class HostSafeStorage implements Pick<SafeStorage, 'isEncryptionAvailable'> {
  /** The desktop's key store is out of this host's reach. */
  isEncryptionAvailable(): boolean {
    return false;
  }
}

export const safeStorage = new HostSafeStorage();
refuseMissing(HostSafeStorage.prototype, 'safeStorage');
