/** What the reference is made from: the parts of package.json that a user meets by name. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, Setting>>;
    }[];
    readonly taskDefinitions: readonly {
      readonly type: string;
      readonly required?: readonly string[];
      readonly properties: Readonly<Record<string, TaskProperty>>;
    }[];
    readonly languageModelTools: readonly {
      readonly toolReferenceName: string;
      readonly displayName: string;
      readonly modelDescription: string;
    }[];
  };
}

export interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly markdownDescription: string;
}

export interface TaskProperty {
  readonly description: string;
  readonly enum?: readonly string[];
}

/** The texts of package.nls.json by their keys. */
export type Texts = Readonly<Record<string, string>>;

/** A manifest's `%key%` in words. @throws Error when there are none for it */
export function inWords(texts: Texts, placeholder: string): string {
  const words = texts[placeholder.slice(1, -1)];
  if (words === undefined) throw new Error(`package.nls.json has no text for ${placeholder}`);
  return words;
}
