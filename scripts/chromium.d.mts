/** Chromium's executable, or null where there is none. */
export function findChromium(): string | null;

export interface ChromiumOptions {
  readonly mayInstall: boolean;
  readonly projectFolder?: string;
  /** The Node that runs Playwright's installer. */
  readonly node?: string;
  readonly say?: (line: string) => void;
}

/** Finds Chromium, or installs it where that is allowed. */
export function ensureChromium(
  options: ChromiumOptions,
): Promise<{ readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string }>;
