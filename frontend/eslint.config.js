import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** A layer may import those before it, never those after it; features never import each other. */
const layers = ['lib', 'components', 'features', 'app'];

const zones = [
  ...layers.map((layer, i) => ({
    target: `./src/${layer}`,
    from: layers.slice(i + 1).map((later) => `./src/${later}`),
    message: `${layer} comes before it: imports flow ${layers.join(' → ')}.`,
  })),
  ...['feed', 'card', 'search', 'product', 'you', 'steering'].map((feature) => ({
    target: `./src/features/${feature}`,
    from: './src/features',
    except: [`./${feature}`],
    message: 'Features do not import each other; app puts them together.',
  })),
  { target: './src', from: './tests', message: 'The app does not know its tests.' },
].filter(({ from }) => from.length > 0);

export default tseslint.config(
  { ignores: ['dist', 'shots', 'test-results', 'src/lib/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  jsxA11y.flatConfigs.recommended,
  {
    plugins: { 'import-x': importX, 'react-hooks': reactHooks },
    settings: { 'import-x/resolver': { typescript: true } },
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'max-lines': ['error', { max: 250, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, properties: false, arguments: false } },
      ],
      // Lists without bullets lose their role in Safari, and the feed's articles take focus by script.
      'jsx-a11y/no-noninteractive-tabindex': 'off',
      'jsx-a11y/no-redundant-roles': 'off',
    },
  },
  { files: ['src/**/*.tsx'], rules: { 'max-lines': ['error', { max: 120, skipComments: true }] } },
  { files: ['src/components/illustration/motifs/*.tsx'], rules: { 'max-lines': ['error', { max: 250 }] } },
  { files: ['tests/**', 'e2e/**'], rules: { 'jsx-a11y/media-has-caption': 'off', '@typescript-eslint/require-await': 'off' } },
  // Playwright's fixtures are handed over by a function that is called use.
  { files: ['e2e/**'], rules: { 'react-hooks/rules-of-hooks': 'off', 'max-lines': ['error', { max: 300, skipComments: true }] } },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly', performance: 'readonly' },
    },
  },
  // What these scripts hand to a page runs there.
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: {
      globals: {
        window: 'readonly',
        document: 'readonly',
        PerformanceObserver: 'readonly',
        requestAnimationFrame: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
  },
);
