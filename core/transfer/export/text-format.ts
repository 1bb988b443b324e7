import type { TravellingSettings } from '../transfer-types.ts';
import type { Content, ContentBatch } from './content.ts';

/** How content becomes the text of one file. Each text is written behind the one before, and before the next is asked for. */
export interface TextFormat {
  begin(content: Content, settings: TravellingSettings | undefined): string;
  records(batch: ContentBatch): readonly (string | Buffer)[];
  end(): string;
}
