/** How this run of the host was asked for, by the environment of its process. */
export interface HostEnvironment {
  /** No window is drawn on a display. */
  readonly headless: boolean;
  /** A test drives the host: dialogs wait for its answers, and Chromium opens a debugging port for it. */
  readonly driven: boolean;
  /** What the system's colour scheme is taken to be; null to leave it to Chromium. */
  readonly colourScheme: 'light' | 'dark' | null;
  /** The size that windows get instead of the one the program asks for, as `1280x800`; null to leave it. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** A module whose default export is called with the first window's page once it shows; null for none. */
  readonly script: string | null;
  readonly chromium: string | null;
  readonly sharedEndpoint: string | null;
}

function readEnvironment(environment: NodeJS.ProcessEnv): HostEnvironment {
  const scheme = environment['ABENDBOOK_HOST_COLOUR_SCHEME'];
  const [, width, height] = /^(\d+)x(\d+)$/.exec(environment['ABENDBOOK_HOST_SIZE'] ?? '') ?? [];
  return {
    headless: environment['ABENDBOOK_HOST_HEADED'] !== '1',
    driven: environment['ABENDBOOK_HOST_DRIVEN'] === '1',
    colourScheme: scheme === 'dark' || scheme === 'light' ? scheme : null,
    size:
      width === undefined || height === undefined ? null : { width: Number(width), height: Number(height) },
    script: environment['ABENDBOOK_HOST_SCRIPT'] ?? null,
    chromium: environment['ABENDBOOK_CHROMIUM'] ?? null,
    sharedEndpoint: environment['ABENDBOOK_HOST_BROWSER'] ?? null,
  };
}

export const hostEnvironment: HostEnvironment = readEnvironment(process.env);
