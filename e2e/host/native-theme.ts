import type { NativeTheme } from 'electron';
import { hostEnvironment } from './environment.ts';
import { HostEmitter } from './host-emitter.ts';
import { refuseMissing } from './missing.ts';
import { openWindows } from './open-windows.ts';

type Supported = Pick<
  NativeTheme,
  | 'themeSource'
  | 'shouldUseDarkColors'
  | 'shouldUseHighContrastColors'
  | 'shouldUseInvertedColorScheme'
  | 'inForcedColorsMode'
  | 'prefersReducedTransparency'
>;

class HostNativeTheme extends HostEmitter implements Supported {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  #source: NativeTheme['themeSource'] = 'system';
  #system = hostEnvironment.colourScheme;

  constructor() {
    super('nativeTheme', ['updated'], []);
  }

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source;
  }

  set themeSource(source: NativeTheme['themeSource']) {
    this.#source = source;
    this.#changed();
  }

  get shouldUseDarkColors(): boolean {
    return this.pageScheme === 'dark';
  }

  /** What pages are shown in; `no-override` leaves it to the desktop. */
  get pageScheme(): 'light' | 'dark' | 'no-override' {
    if (this.#source !== 'system') return this.#source;
    return this.#system ?? (hostEnvironment.headless ? 'light' : 'no-override');
  }

  /** Has the system turn dark or light, as a user does in the settings of the desktop. */
  systemBecomes(scheme: 'light' | 'dark'): void {
    this.#system = scheme;
    this.#changed();
  }

  #changed(): void {
    for (const window of openWindows()) window.contents.showColours(this.pageScheme);
    setImmediate(() => this.emit('updated'));
  }
}

export const nativeTheme = new HostNativeTheme();
refuseMissing(HostNativeTheme.prototype, 'nativeTheme');
