/** `["node", "app.js"]` is the exec form, `node app.js` the shell form. */
export type Command =
  | { readonly form: 'exec'; readonly argv: readonly string[] }
  | { readonly form: 'shell'; readonly text: string };

type Pairs<Value> = { readonly pairs: readonly (readonly [string, Value])[] };

interface Arguments {
  FROM: { readonly image: string; readonly platform: string | undefined; readonly stage: string | undefined };
  ARG: Pairs<string | undefined>;
  ENV: Pairs<string>;
  LABEL: Pairs<string>;
  WORKDIR: { readonly value: string };
  USER: { readonly value: string };
  COPY: { readonly sources: readonly string[]; readonly destination: string; readonly chown: string | undefined };
  RUN: { readonly command: Command };
  CMD: { readonly command: Command };
  ENTRYPOINT: { readonly command: Command };
  EXPOSE: { readonly ports: readonly string[] };
}

/** One instruction of a Dockerfile, read but not yet expanded: variables are known only while building. */
export type Instruction = {
  [Name in keyof Arguments]: { readonly line: number; readonly source: string; readonly name: Name } & Arguments[Name];
}[keyof Arguments];

export type InstructionOf<Name extends Instruction['name']> = Extract<Instruction, { name: Name }>;
