import { NativeSelect, TextInput } from '@mantine/core';
import page from '../form/Page.module.css';
import { useDepartmentNames } from '../form/useDepartmentNames';
import { useWords } from '../words';
import { readingOf } from './contrast';
import styles from './Inboxes.module.css';
import { type Fault, isAccent, type PartProps } from './model';

interface Props {
  readonly values: Pick<PartProps['values'], 'name' | 'brand' | 'department_id'>;
  readonly set: PartProps['set'];
  readonly refused: PartProps['refused'];
  readonly faults: ReadonlySet<Fault>;
}

/** What it is called, what customers see of it, and whose queue it fills. */
export function FaceFields({ values, set, refused, faults }: Props) {
  const { t } = useWords();
  const { name, brand, department_id } = values;
  return (
    <div className={page.pair}>
      <TextInput
        label={t('inboxes.name')}
        description={t('inboxes.nameHint')}
        maxLength={120}
        value={name}
        error={faults.has('name') && t('form.needed')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('inboxes.brand')}
        description={t('inboxes.brandHint')}
        maxLength={120}
        value={brand.name}
        error={faults.has('brand') && t('form.needed')}
        onChange={(event) => set({ brand: { ...brand, name: event.currentTarget.value } })}
      />
      <AccentField value={brand.accent} onValue={(accent) => set({ brand: { ...brand, accent } })} />
      <DepartmentField
        value={department_id}
        error={refused('department')}
        onValue={(department_id) => set({ department_id })}
      />
    </div>
  );
}

function AccentField({ value, onValue }: { value: string; onValue: (accent: string) => void }) {
  const { t } = useWords();
  const reading = readingOf(value);
  return (
    <div>
      <div className={styles.accent}>
        <TextInput
          label={t('inboxes.accent')}
          maxLength={7}
          spellCheck={false}
          value={value}
          error={reading === null}
          aria-describedby="accent-reading"
          onChange={(event) => onValue(event.currentTarget.value)}
        />
        <input
          type="color"
          className={styles.swatch}
          aria-label={t('inboxes.accentChoose')}
          value={isAccent(value) ? value.toLowerCase() : '#000000'}
          onChange={(event) => onValue(event.currentTarget.value.toUpperCase())}
        />
      </div>
      <p id="accent-reading" className={`${styles.reading} ${reading ? page.hint : page.problem}`}>
        {t(reading ? `inboxes.accent.${reading}` : 'inboxes.accentWrong')}
      </p>
    </div>
  );
}

interface DepartmentProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onValue: (id: string) => void;
}

function DepartmentField({ value, error, onValue }: DepartmentProps) {
  const { t } = useWords();
  const names = useDepartmentNames();
  const known = [...names].map(([id, label]) => ({ value: id, label }));
  const data = names.has(value) ? known : [{ value, label: '' }, ...known];
  return (
    <NativeSelect
      label={t('inboxes.department')}
      description={t('inboxes.departmentHint')}
      data={data}
      value={value}
      error={error}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}
