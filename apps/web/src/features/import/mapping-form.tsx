import { useState, type FormEvent } from 'react';
import { FormProblem, missing, SavingWord, SelectField } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { choiceFor, lacking, mappingOf, type Choice, type Import, type Profile, type Table } from './import.js';
import { useAct } from './use-act.js';

interface MappingFormProps {
  readonly data: Import;
  readonly profiles: readonly Profile[];
}

/** Which column is which, where no format knows the file by itself. */
export function MappingForm({ data, profiles }: MappingFormProps) {
  const { saving, act } = useAct(data.id);
  const [profile, setProfile] = useState(() => profiles.find(({ id }) => id === data.profile?.id) ?? profiles[0]!);
  const [choices, setChoices] = useState(() => begin(data.tables, profile));
  const [absent, setAbsent] = useState<Readonly<Record<string, string>>>({});

  function take(id: string) {
    const next = profiles.find((each) => each.id === id) ?? profile;
    setProfile(next);
    setChoices(begin(data.tables, next));
    setAbsent({});
  }
  const choose = (table: string, choice: Choice) => setChoices((old) => new Map(old).set(table, choice));

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const found = Object.fromEntries(
      [...choices].flatMap(([table, choice]) =>
        lacking(choice, profile).map((column) => [nameOf(table, column), t('form.required')]),
      ),
    );
    setAbsent(found);
    if (Object.keys(found).length > 0) return;
    void act({ act: 'previews', body: { profile: profile.id, mapping: mappingOf(choices) } });
  }

  const labels = Object.fromEntries(
    data.tables.flatMap(({ name }) =>
      profile.files.flatMap(({ columns }) => columns.map((column) => [nameOf(name, column), column])),
    ),
  );
  return (
    <form className="card stack" noValidate onSubmit={onSubmit} aria-labelledby="mapping-title">
      <h2 id="mapping-title">{t('import.map')}</h2>
      <p>{t('import.mapHelp')}</p>
      <FormProblem saving={Object.keys(absent).length > 0 ? missing(absent) : saving} labels={labels} />
      <SelectField
        name="map-profile"
        label={t('import.profile')}
        value={profile.id}
        options={profiles.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={take}
      />
      {data.tables.map((table) => (
        <TableMapping
          key={table.name}
          table={table}
          profile={profile}
          choice={choices.get(table.name) ?? { as: '', columns: {} }}
          absent={absent}
          onChange={(choice) => choose(table.name, choice)}
        />
      ))}
      <div className="row">
        <button type="submit" className="button button-primary">
          {t('import.check')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}

interface TableMappingProps {
  readonly table: Table;
  readonly profile: Profile;
  readonly choice: Choice;
  readonly absent: Readonly<Record<string, string>>;
  readonly onChange: (choice: Choice) => void;
}

function TableMapping({ table, profile, choice, absent, onChange }: TableMappingProps) {
  const file = profile.files.find(({ name }) => name === choice.as);
  return (
    <fieldset className="imports-map">
      <legend>{table.name}</legend>
      <SelectField
        name={nameOf(table.name, '')}
        label={t('import.tableIs')}
        value={choice.as}
        options={[
          { value: '', label: t('import.tableNone') },
          ...profile.files.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(as) => onChange(choiceFor(table, profile, as))}
      />
      {file !== undefined && (
        <div className="form-grid">
          {file.columns.map((column) => (
            <SelectField
              key={column}
              name={nameOf(table.name, column)}
              label={column}
              optional={!file.requires.includes(column)}
              error={absent[nameOf(table.name, column)]}
              value={choice.columns[column] ?? ''}
              options={[
                { value: '', label: t('import.columnNone') },
                ...table.columns.map((title) => ({ value: title, label: title })),
              ]}
              onChange={(theirs) => onChange({ ...choice, columns: { ...choice.columns, [column]: theirs } })}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

function begin(tables: readonly Table[], profile: Profile): ReadonlyMap<string, Choice> {
  return new Map(tables.map((table) => [table.name, choiceFor(table, profile)]));
}

function nameOf(table: string, column: string): string {
  return `map-${table}-${column}`;
}
