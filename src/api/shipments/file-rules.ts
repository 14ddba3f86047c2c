import { z } from 'zod';
import { callOptionsWith } from '../argument-rules.js';
import type { PrintShipmentsQuery } from '../contract/contract.generated.js';
import { identifier, queryRules, text } from '../input-rules.js';
import { isUploadFile } from './upload-source.js';

/** A label is printed for one waybill, and in one size. */
export const printRules = queryRules({
  numbers: z.array(z.string('must be text'), 'must be a list of waybill numbers'),
}).superRefine((query, context) => {
  const { numbers = [], type, printSizeType = 'size_100_100' } = query as Partial<PrintShipmentsQuery>;
  if (type !== 'marking') return;
  if (numbers.length > 1) {
    context.addIssue({
      code: 'custom',
      path: ['numbers'],
      message: "must be one number for the type 'marking'; print the labels one by one",
    });
  }
  if (printSizeType !== 'size_100_100') {
    context.addIssue({
      code: 'custom',
      path: ['printSizeType'],
      message: "must be 'size_100_100' or left out for the type 'marking'",
    });
  }
});

const uploadOptions = callOptionsWith({
  fileName: text,
  contentType: text,
  format: z.enum(['json', 'multipart'], "must be 'json' or 'multipart'"),
  onProgress: z.custom((value) => typeof value === 'function', 'must be a function'),
});

export const uploadRules = {
  id: identifier,
  file: z.custom(
    isUploadFile,
    "must be a Buffer, a Uint8Array, a Blob, a Readable or { path: 'invoice.pdf' }",
  ),
  options: uploadOptions,
};
