import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The console is a second app, with layers of its own. It uses only the shop's lib and components. */
const consoleLayers = ['lib', 'components', 'pages', 'app'];

/** A layer may import the layers before it. Features never import each other. */
const layers = ['lib', 'components', 'features', 'app'];

const zones = [
  ...layers.map((layer, i) => ({
    target: `./src/${layer}`,
    from: layers.slice(i + 1).map((later) => `./src/${later}`),
    message: `Imports flow one way: ${layers.join(' → ')}.`,
  })),
  ...readdirSync('src/features').map((feature) => ({
    target: `./src/features/${feature}`,
    from: './src/features',
    except: [`./${feature}`],
    message: 'Features do not import each other; the app layer combines them.',
  })),
  ...consoleLayers.map((layer, i) => ({
    target: `./src/console/${layer}`,
    from: ['./src/features', './src/app', ...consoleLayers.slice(i + 1).map((later) => `./src/console/${later}`)],
    message: `Imports flow one way: the shop's lib and components → the console's ${consoleLayers.join(' → ')}.`,
  })),
  ...readdirSync('src/console/pages').map((page) => ({
    target: `./src/console/pages/${page}`,
    from: './src/console/pages',
    except: [`./${page}`],
    message: 'Pages do not import each other.',
  })),
  ...layers.map((layer) => ({
    target: `./src/${layer}`,
    from: './src/console',
    message: 'Shoppers do not load the console.',
  })),
  { target: './src', from: './tests', message: 'The app does not import its tests.' },
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
      // Safari removes the role of lists without bullets, and scripts focus the feed's articles.
      'jsx-a11y/no-noninteractive-tabindex': 'off',
      'jsx-a11y/no-redundant-roles': 'off',
    },
  },
  {
    files: ['src/**/*.tsx'],
    ignores: ['src/components/illustration/**'],
    rules: {
      'max-lines': ['error', { max: 120, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(Literal[value=/#[0-9a-f]{3,8}\\b/i], TemplateElement[value.raw=/#[0-9a-f]{3,8}\\b/i])',
          message: 'Use a color of theme.css.',
        },
      ],
    },
  },
  { files: ['src/components/illustration/motifs/*.tsx'], rules: { 'max-lines': ['error', { max: 250 }] } },
  { files: ['tests/**', 'e2e/**'], rules: { 'jsx-a11y/media-has-caption': 'off', '@typescript-eslint/require-await': 'off' } },
  // Playwright passes fixtures to a function named use, which is not a React hook.
  { files: ['e2e/**'], rules: { 'react-hooks/rules-of-hooks': 'off', 'max-lines': ['error', { max: 300, skipComments: true }] } },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly', performance: 'readonly' },
    },
  },
  // These scripts also contain code that runs in a page.
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
