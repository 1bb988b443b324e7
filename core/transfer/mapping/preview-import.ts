import type { ImportPreview, PreviewRequest } from '../transfer-types.ts';

/** Looks at the first records of a source: what it is, its columns, and what a mapping makes of them. */
export function previewImport(_request: PreviewRequest): Promise<ImportPreview> {
  throw new Error('Not written yet.');
}
