import { schemaNumber } from '../shell/places.ts';
import { Forecast } from './plan-panel.tsx';
import type { Prepared } from './wizard-path.ts';

/** The last question before the upgrade. */
export function UpgradePanel({ prepared }: { readonly prepared: Prepared }) {
  const { plan, options } = prepared;
  if (plan === null) return null;
  const { from, to } = plan;
  const afterFailure = options?.rollbackOnFailure
    ? 'If anything goes wrong, the upgrade is taken back by itself, and your knowledge base is as it is now.'
    : 'If the steps fail, nothing is changed. Under this profile, nothing is taken back by itself after that.';
  if (options?.validateOnly) {
    return <p>The profile in force checks and rehearses only: your knowledge base will not be changed.</p>;
  }
  return (
    <>
      <p>
        Your knowledge base goes from schema {schemaNumber(from)} to {schemaNumber(to)}. {afterFailure}
      </p>
      <Forecast prepared={prepared} />
      <p>Afterwards it can be rolled back from the Database screen, without losing anything.</p>
    </>
  );
}
