import type { LoopRecord } from '../../../core/record/record.ts';

export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
}

/** True: the value is a record. False: `validate.errors` holds the first thing that is wrong. */
export declare const validate: {
  (value: unknown): value is LoopRecord;
  errors?: readonly SchemaError[] | null;
};
