import type { Column } from '../../components/DataTable';
import { bytes, count, moment, percent } from '../../lib/format';
import type { IndexVersion } from '../../lib/types';

/** versionColumns describe a version of the index. */
export const versionColumns: Column<IndexVersion>[] = [
  { name: 'Version', value: (v) => v.version },
  { name: 'Built', value: (v) => v.builtAt, show: (v) => moment(v.builtAt) },
  { name: 'Products', numeric: true, value: (v) => v.count, show: (v) => count(v.count) },
  { name: 'Recall at 10', numeric: true, value: (v) => v.recallAt10, show: (v) => percent(v.recallAt10) },
  { name: 'Type', value: (v) => v.type },
  { name: 'Size', numeric: true, value: (v) => v.bytes, show: (v) => bytes(v.bytes) },
];
