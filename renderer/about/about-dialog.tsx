import { useEffect, useState } from 'react';
import type { AppInfo, Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Facts } from '../parts/facts.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { copyText } from '../shell/copy.ts';
import { aboutFacts, aboutText } from './about-facts.ts';

/** Which program this is, what it runs on and where its database lives. */
export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const [info, setInfo] = useState<AppInfo | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void ask('app:info').then((outcome) =>
      outcome.ok ? setInfo(outcome.value) : setFailure(outcome.failure),
    );
  }, []);
  return (
    <Dialog title="About Abendbook" onClose={onClose}>
      <p>An offline knowledge base for people who keep mainframes running. MIT licence.</p>
      {failure ? <FailureNotice failure={failure} /> : null}
      {info ? <Facts facts={aboutFacts(info)} /> : null}
      <DialogActions>
        <Button onPress={() => void ask('app:show-database')}>Show the database in its folder</Button>
        {info ? (
          <>
            <Button onPress={() => void copyText(info.databasePath, 'the path')}>Copy path</Button>
            <Button onPress={() => void copyText(aboutText(info), 'the details')}>Copy details</Button>
          </>
        ) : null}
      </DialogActions>
    </Dialog>
  );
}
