import { useState } from 'react';
import type { Mapping } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { useImport } from './import-store.ts';
import { useMappings } from './mappings-store.ts';
import styles from './save-mapping.module.css';
import { TextBox } from './text-box.tsx';

/** Keeps the mapping under a name, for the next file of this kind. */
export function SaveMapping() {
  const mapping = useImport((state) => state.mapping);
  return mapping === null ? null : <Form key={mapping.name} mapping={mapping} />;
}

function Form({ mapping }: { readonly mapping: Mapping }) {
  const save = useMappings((state) => state.save);
  const [name, setName] = useState(mapping.name);
  const submit = () => {
    if (name.trim() !== '') void save({ ...mapping, name: name.trim() });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      aria-label="Save this mapping"
    >
      <TextBox label="Keep this for the next such file as" value={name} onChange={setName} />
      <Button type="submit" isDisabled={name.trim() === ''}>
        Save this mapping
      </Button>
    </form>
  );
}
