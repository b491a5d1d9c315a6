import { Checkbox, Radio, TextInput } from '@mantine/core';
import { useI18n } from '../../../shared/i18n';
import { NamesField } from '../form/NamesField';
import { NumberField } from '../form/NumberField';
import styles from '../form/Page.module.css';
import { useDepartmentNames } from '../form/useDepartmentNames';
import { useWords } from '../words';
import { type Field, LIMIT_MAX, type PersonValues, ROLES } from './model';

interface Props {
  readonly values: PersonValues;
  readonly set: (change: Partial<PersonValues>) => void;
  /** The words of a refusal, for the field that it is about. */
  readonly refused: (field: Field) => string | undefined;
}

/** Names for colleagues and for customers. */
export function NameFields({ values, set, refused }: Props) {
  const { t } = useWords();
  return (
    <>
      <TextInput
        label={t('staff.name')}
        description={t('staff.nameHint')}
        required
        withAsterisk={false}
        maxLength={120}
        value={values.name}
        error={refused('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <NamesField
        label={t('staff.publicNames')}
        hint={t('staff.publicNamesHint')}
        value={values.public_names}
        onValue={(public_names) => set({ public_names })}
      />
    </>
  );
}

/** What the person may do, and how much comes at once. */
export function WorkFields({ values, set, refused }: Props) {
  const { t } = useWords();
  const i18n = useI18n();
  return (
    <>
      <Radio.Group
        label={t('staff.role')}
        value={values.role}
        error={refused('role')}
        onChange={(role) => set({ role: role as PersonValues['role'] })}
      >
        <div className={styles.choices} data-tall>
          {ROLES.map((role) => (
            <Radio
              key={role}
              value={role}
              label={i18n.t(`account.role.${role}`)}
              description={t(`staff.role.${role}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <DepartmentsField values={values} set={set} refused={refused} />
      <NumberField
        label={t('staff.limit')}
        description={t('staff.limitHint')}
        error={refused('chat_limit')}
        min={0}
        max={LIMIT_MAX}
        maw={280}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={values.chat_limit}
        onValue={(chat_limit) => set({ chat_limit })}
      />
    </>
  );
}

function DepartmentsField({ values, set, refused }: Props) {
  const { t } = useWords();
  const names = useDepartmentNames();
  const [home, ...others] = values.departments;
  return (
    <>
      <Checkbox.Group
        label={t('staff.departments')}
        description={t('staff.departmentsHint')}
        value={[...values.departments]}
        error={refused('departments')}
        onChange={(departments) => set({ departments })}
      >
        <div className={styles.choices}>
          {[...names].map(([id, name]) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      {home !== undefined && others.length > 0 && (
        <p className={styles.hint}>{t('staff.home', { name: names.get(home) ?? home })}</p>
      )}
    </>
  );
}
