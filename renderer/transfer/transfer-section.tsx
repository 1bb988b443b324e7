import { ExportSection } from './export-section.tsx';
import { ImportStart } from './import-start.tsx';

/** What brings knowledge in, and what takes it out. */
export function TransferSection() {
  return (
    <>
      <ImportStart />
      <ExportSection />
    </>
  );
}
