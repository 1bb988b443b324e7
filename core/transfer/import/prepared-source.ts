import type { Engine } from '../../store/knowledge-base.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { Source } from '../read/source-record.ts';
import type { PreparedBatch } from './prepared-record.ts';

/** What is known of a source once it is open. */
export interface SourceInfo extends Pick<Source, 'format' | 'encoding' | 'native' | 'sizeBytes'> {
  /** The mapping that is used, given or guessed; null where there is none. */
  readonly mapping: Mapping | null;
}

/** A source whose records come ready to be written. */
export interface PreparedSource {
  readonly info: SourceInfo;
  batches(): AsyncIterable<PreparedBatch>;
  /** Ends the reading, at whatever it is. */
  close(): Promise<void>;
}

/** What preparing needs to know. */
export interface PrepareOptions {
  readonly engine: Engine;
  /** Guessed where a source needs one and none is given. */
  readonly mapping: Mapping | null;
}
