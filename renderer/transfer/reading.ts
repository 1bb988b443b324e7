import type { PreviewChoice } from '../../preload/api.ts';

/** How a file is to be read, where looking at it might be wrong. */
export type Reading = Pick<PreviewChoice, 'format' | 'encoding' | 'delimiter'>;
