// Rules for the live page's modules: what finds mistakes. Layout is left to the eye.
import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: { ...globals.browser, echarts: 'readonly' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'array-callback-return': 'error',
      'consistent-return': 'error',
      eqeqeq: 'error',
      'no-implicit-globals': 'error',
      'no-unused-private-class-members': 'error',
      'no-use-before-define': ['error', { functions: false }],
      'no-var': 'error',
      'prefer-const': 'error',
      'require-atomic-updates': 'off',
    },
  },
];
