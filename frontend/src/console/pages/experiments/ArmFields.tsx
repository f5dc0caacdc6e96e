import { Choice, Field } from '../../components/Field';
import type { Arm } from '../../lib/types';
import { numbers } from './settingsText';

/** ArmFields are the fields of an arm. An empty setting is the shop's own. */
export function ArmFields({ number, arm: { id, weight, settings } }: { number: number; arm: Arm }) {
  return (
    <fieldset className="grid gap-4 rounded-2xl border border-night-line p-4 sm:grid-cols-2 lg:grid-cols-3">
      <legend className="px-2 font-semibold">{number === 0 ? 'Control' : `Arm ${number}`}</legend>
      <Field label="ID" name={`id-${number}`} defaultValue={id} pattern="[a-z0-9][a-z0-9\-]*" maxLength={30} required />
      <Field label="Weight" name={`weight-${number}`} type="number" min={1} max={1000} defaultValue={weight} required />
      <Choice label="Ranker" name={`ranker-${number}`} defaultValue={settings.ranker ?? ''}>
        <option value="">The shop’s own</option>
        <option value="interests">Interests</option>
        <option value="original">Original</option>
      </Choice>
      {numbers.map(({ key, name, most }) => (
        <Field
          key={key}
          label={name}
          name={`${key}-${number}`}
          type="number"
          step="any"
          min={0}
          max={most}
          defaultValue={settings[key]}
          hint="Empty: the shop’s own."
        />
      ))}
      <Choice
        label="Rules"
        name={`rules-${number}`}
        defaultValue={settings.rules === undefined ? '' : settings.rules ? 'on' : 'off'}
      >
        <option value="">The shop’s own</option>
        <option value="on">On</option>
        <option value="off">Off</option>
      </Choice>
    </fieldset>
  );
}
