import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';

const { registerModule } = createRequire(import.meta.url)('../../schematics/register-module.cjs') as {
  registerModule: (source: string) => string | undefined;
};

const LINES = `import { ConfigModule } from '@nestjs/config';
import { NovaPostModule } from 'nestjs-nova-post';
import { novaPostConfig } from 'nestjs-nova-post/config';
`;
const ITEMS = `
    ConfigModule.forRoot(),
    NovaPostModule.forRootAsync(novaPostConfig.asProvider()),`;

describe('nest add nestjs-nova-post: the source of AppModule', () => {
  it.each([
    ['an empty list', 'imports: [],', `imports: [${ITEMS}\n  ],`],
    ['one line', 'imports: [A, B.for([1])],', `imports: [${ITEMS}\n    A, B.for([1]),\n  ],`],
    ['several lines', 'imports: [\n    A,\n    B,\n  ],', `imports: [${ITEMS}\n    A,\n    B,\n  ],`],
    ['no list', 'providers: [{ imports: [] }],', `imports: [${ITEMS}\n  ],\n  providers: [{ imports: [] }],`],
  ])('is registered with %s', (_, before, after) => {
    const source = (options: string) =>
      `import { Module } from '@nestjs/common';\n\n// @Module({\n@Module({\n  ${options}\n})\nexport class AppModule {}\n`;
    const registered = registerModule(source(before));
    expect(registered).toBe(LINES + source(after));
    expect(registerModule(registered!)).toBe(registered);
  });

  it('keeps the ConfigModule that is there', () => {
    const registered = registerModule(
      "import { ConfigModule } from '@nestjs/config';\n@Module({ imports: [ConfigModule.forRoot({ isGlobal: true })] })\nclass A {}\n",
    );
    expect(registered?.match(/ConfigModule\.forRoot/g)).toHaveLength(1);
    expect(registered?.match(/@nestjs\/config/g)).toHaveLength(1);
  });

  it.each([
    ['no module', 'export class AppModule {}'],
    ['imports that are no list', '@Module({ imports: modules })\nclass A {}'],
  ])('is left alone with %s', (_, source) => {
    expect(registerModule(source)).toBeUndefined();
  });
});
