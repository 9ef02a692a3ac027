import tseslint from 'typescript-eslint';

const clock = 'Only the Clock of libs/platform reads the system clock: take `now` as an argument, or inject the Clock.';

const few = 'At most five parameters; only what Nest injects into a constructor may be more.';
/** A class that Nest puts together has as many parts as it has; a function, or a constructor that somebody calls, is read at its calls. */
const fewParameters = [
  ':matches(FunctionDeclaration, ArrowFunctionExpression, TSDeclareFunction, TSFunctionType)[params.length>5]',
  'MethodDefinition[kind!="constructor"] > FunctionExpression[params.length>5]',
  ':not(MethodDefinition) > FunctionExpression[params.length>5]',
  ':matches(ClassDeclaration, ClassExpression)[decorators.length=0] > ClassBody > MethodDefinition[kind="constructor"] > FunctionExpression[params.length>5]',
].map((selector) => ({ selector, message: few }));

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.runtime/', '.sala/', '**/.cache/', 'coverage/', 'reports/'] },
  ...tseslint.configs.recommended,
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-empty-object-type': 'off',
      // A schema and its type carry one name (`const X = z.object(…); type X = z.infer<typeof X>`).
      '@typescript-eslint/no-redeclare': 'off',
      'no-restricted-syntax': ['error', ...fewParameters],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
    },
  },
  {
    // Nest reads constructor parameter types at run time, so a class that is injected must not become a type import.
    files: [
      'apps/**/*.ts',
      'libs/messaging/**/*.ts',
      'libs/outbox/**/*.ts',
      'libs/platform/**/*.ts',
      'libs/persistence/**/*.ts',
      'test/**/*.ts',
    ],
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      '**/*.spec.tsx',
      'libs/platform/clock*.ts',
      'libs/testing/**',
      'apps/{console,self-check-page}/**',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...fewParameters,
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: clock },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
      ],
    },
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
    ignores: [
      '**/main.ts',
      '**/*.spec.ts',
      'libs/testing/**',
      'libs/processes/**',
      'apps/registration/rebuild-board.ts',
      'apps/registration/verify-history.ts',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'The environment is parsed once in main and injected as a typed config.',
        },
      ],
    },
  },
  {
    files: ['**/*.config.js', '*.cjs', 'apps/{console,self-check-page}/vite.config.ts', 'test/native/*.ts'],
    rules: { 'no-restricted-exports': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
