import { useEffect, useRef } from 'react';
import { wizardSteps } from './wizard-path.ts';
import type { WizardStep } from './wizard-path.ts';

const headings: Readonly<Record<WizardStep, string>> = {
  checklist: 'Is everything ready?',
  plan: 'What will be done',
  backup: 'A backup first',
  rehearsal: 'Try it on a copy',
  upgrade: 'Upgrade',
  report: 'How it went',
};

interface WizardHeadingProps {
  readonly step: WizardStep;
  readonly isBusy: boolean;
}

/** What the present step is about. It takes the focus while something runs, when there is no button for it. */
export function WizardHeading({ step, isBusy }: WizardHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isBusy) heading.current?.focus();
  }, [isBusy]);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {headings[step]}
      </h2>
      <p role="status" className="visually-hidden">
        Step {wizardSteps.indexOf(step) + 1} of {wizardSteps.length}: {headings[step]}
      </p>
    </>
  );
}
