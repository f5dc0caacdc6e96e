import { Check, Choice, Field } from '../../components/Field';
import type { Rule } from '../../lib/types';
import { localTime } from './ruleForm';
import { kindNames } from './ruleText';

type Props = { rule: Rule; kind: Rule['kind']; onKind: (kind: Rule['kind']) => void };

const attributes = ['color', 'audience', 'size', 'material', 'pattern'];

/** RuleFields are the fields of a rule that its kind uses. */
export function RuleFields({ rule, kind, onKind }: Props) {
  const boost = kind === 'lift' || kind === 'lower';
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice label="What it does" name="kind" value={kind} onChange={(e) => onKind(e.target.value as Rule['kind'])}>
        {Object.entries(kindNames).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Choice>
      <Field label="Why the rule exists" name="name" defaultValue={rule.name} maxLength={200} required />
      {!boost && (
        <Field
          label="Product ID"
          name="productId"
          defaultValue={rule.productId}
          hint="Products shows the ID of each product."
          required
        />
      )}
      {kind === 'block' && <Check label="Only this variant" name="variantOnly" defaultChecked={rule.variantOnly} />}
      {kind === 'pin' && (
        <>
          <Field
            label="Query"
            name="query"
            defaultValue={rule.query}
            maxLength={200}
            hint="Leave it empty to pin the product in a category."
          />
          <Field label="Place" name="position" type="number" min={1} max={20} defaultValue={rule.position ?? 1} required />
        </>
      )}
      {kind !== 'block' && (
        <Field label="Category" name="category" defaultValue={rule.category?.join(' › ')} hint="Such as Electronics › Audio." />
      )}
      {boost && <Target rule={rule} />}
      <Field label="Starts" name="start" type="datetime-local" defaultValue={localTime(rule.start)} hint="Empty: now." />
      <Field label="Ends" name="end" type="datetime-local" defaultValue={localTime(rule.end)} hint="Empty: never." />
      <Check label="The rule is on" name="enabled" defaultChecked={rule.enabled} />
    </div>
  );
}

function Target({ rule }: { rule: Rule }) {
  return (
    <>
      <Field label="Brand" name="brand" defaultValue={rule.brand} maxLength={200} />
      <Choice label="Attribute" name="attribute" defaultValue={rule.attribute?.name ?? 'color'}>
        {attributes.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Choice>
      <Field
        label="Value of the attribute"
        name="value"
        defaultValue={rule.attribute?.value}
        maxLength={200}
        hint="Empty: any."
      />
      <Field
        label="Strength"
        name="strength"
        type="number"
        min={1}
        max={100}
        defaultValue={rule.strength ?? 50}
        hint="1 to 100 percent of the largest change of rank."
        required
      />
    </>
  );
}
